import { isIP } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { readSystemFile, versionOf } from '../../files/system-file.ts';

/** The file with the names that this machine knows by itself. */
const systemHostsFile =
	process.platform === 'win32'
		? join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'drivers', 'etc', 'hosts')
		: '/etc/hosts';

/** Gives the addresses that the hosts file has for a name, in its order; it is read again when it has changed. */
export function createHostsFile(path = systemHostsFile): (name: string) => readonly string[] {
	let known: ReadonlyMap<string, readonly string[]> = new Map();
	let version = '';
	return name => {
		const found = versionOf(path);
		if (found !== version) {
			known = found === undefined ? new Map() : parseHostsFile(readSystemFile(path));
			version = found ?? '';
		}
		return known.get(bareName(name)) ?? [];
	};
}

/** The addresses of each name in a text in the format of `hosts(5)`; the names in small letters. */
export function parseHostsFile(text: string): ReadonlyMap<string, readonly string[]> {
	const known = new Map<string, string[]>();
	for (const line of text.split('\n')) {
		const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/);
		if (isIP(address) === 0) {
			continue;
		}
		for (const name of names.map(bareName)) {
			const addresses = known.get(name);
			if (addresses === undefined) {
				known.set(name, [address]);
			} else if (!addresses.includes(address)) {
				addresses.push(address);
			}
		}
	}
	return known;
}

function bareName(name: string): string {
	return name.toLowerCase().replace(/\.$/, '');
}
