import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/** What a line tells of a connection that goes on: its ports and, in hexadecimal, the bytes not taken yet (proc_pid_net(5)). */
const connectionLine = /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:([\dA-F]{4}) (\d[1-589]) ([\dA-F]+):/;

/** What the system has told, and when it was asked for that. */
let told: { readonly at: number; readonly byPorts: ReadonlyMap<string, number> } | undefined;
let isAsking = false;

/** How old may be what the system has told, and how often it is asked at most, in milliseconds. */
export interface Asking {
	readonly maxAgeMs: number;
	readonly everyMs: number;
}

/**
 * The bytes that the system holds for a socket's peer, whose own system has no room for them, as it told when it was asked
 * last; undefined where it did not, or longer ago than `maxAgeMs`: only Linux tells it. It is asked for all sockets at once,
 * and aside: among tens of thousands of connections that are over, its answer takes a third of a second.
 */
export function unreadBytes({ localPort, remotePort }: Socket, { maxAgeMs, everyMs }: Asking): number | undefined {
	const now = performance.now();
	const ageMs = now - (told?.at ?? Number.NEGATIVE_INFINITY);
	if (ageMs >= everyMs && !isAsking) {
		isAsking = true;
		void ask(now);
	}
	return ageMs < maxAgeMs ? told?.byPorts.get(`${localPort}:${remotePort}`) : undefined;
}

async function ask(at: number): Promise<void> {
	const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(read));
	told = { at, byPorts: byPortsIn(tables.join('\n')) };
	isAsking = false;
}

async function read(table: string): Promise<string> {
	try {
		return await readFile(table, 'latin1');
	} catch {
		return '';
	}
}

/** Where two connections have the same ports, at other addresses, they count as one: it moves where either does. */
function byPortsIn(tables: string): ReadonlyMap<string, number> {
	const byPorts = new Map<string, number>();
	for (const line of tables.split('\n')) {
		const [, local = '', remote = '', , bytes = ''] = connectionLine.exec(line) ?? [];
		if (bytes !== '') {
			const ports = `${Number.parseInt(local, 16)}:${Number.parseInt(remote, 16)}`;
			byPorts.set(ports, (byPorts.get(ports) ?? 0) + Number.parseInt(bytes, 16));
		}
	}
	return byPorts;
}
