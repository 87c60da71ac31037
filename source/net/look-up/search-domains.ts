import process from 'node:process';
import { readSystemFile } from '../../files/system-file.ts';

/** The settings of `resolv.conf(5)` for names that are not written in full. */
export interface SearchList {
	readonly domains: readonly string[];
	/** A name with so many dots is first asked for as it is. */
	readonly ndots: number;
}

/** The search list of this machine; an empty one where there is none. */
export function readSearchList(path = '/etc/resolv.conf'): SearchList {
	return parseSearchList(process.platform === 'win32' ? '' : readSystemFile(path));
}

/** The search list in a text in the format of `resolv.conf(5)`: the last line of a kind counts. */
export function parseSearchList(text: string): SearchList {
	let domains: readonly string[] = [];
	let ndots = 1;
	for (const line of text.split('\n')) {
		const [keyword, ...values] = line
			.replace(/[#;].*/, '')
			.trim()
			.split(/\s+/);
		if (keyword === 'search') {
			domains = values;
		} else if (keyword === 'domain') {
			domains = values.slice(0, 1);
		} else if (keyword === 'options') {
			const given = values.map(value => /^ndots:(\d+)$/.exec(value)?.[1]).findLast(value => value !== undefined);
			ndots = given === undefined ? ndots : Math.min(Number(given), 15);
		}
	}
	return { domains: domains.map(domain => domain.replace(/\.$/, '')).filter(domain => domain !== ''), ndots };
}

/** The full names that a name may mean, in the order in which they are asked for. */
export function fullNames(name: string, { domains, ndots }: SearchList): readonly string[] {
	if (name.endsWith('.')) {
		return [name.slice(0, -1)];
	}
	const longer = domains.map(domain => `${name}.${domain}`);
	const dots = name.split('.').length - 1;
	return dots >= ndots ? [name, ...longer] : [...longer, name];
}
