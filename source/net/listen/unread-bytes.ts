import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** The port of each end of a connection, and in hexadecimal the bytes that the peer's system has not taken (proc_pid_net(5)). */
const connectionLine = /^ *\d+: [\dA-F]+:([\dA-F]{4}) [\dA-F]+:([\dA-F]{4}) [\dA-F]{2} ([\dA-F]+):/gm;

/** What the system told when it was asked last: it is asked once for all connections that are checked at one time. */
let told: { readonly at: number; readonly byPorts: ReadonlyMap<string, number> } | undefined;

/**
 * The bytes that the system holds for a socket's peer, because the peer's system has no room for them; undefined where the
 * system does not say: only Linux does. `now` is the time of the check.
 */
export function unreadBytes({ localPort, remotePort }: Socket, now: number): number | undefined {
	if (told?.at !== now) {
		told = { at: now, byPorts: readByPorts() };
	}
	return told.byPorts.get(`${localPort}:${remotePort}`);
}

/** Where two connections have the same ports, at other addresses, they count as one: it moves where either does. */
function readByPorts(): ReadonlyMap<string, number> {
	const byPorts = new Map<string, number>();
	for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
		for (const [, local = '', remote = '', bytes = ''] of read(table).matchAll(connectionLine)) {
			const ports = `${Number.parseInt(local, 16)}:${Number.parseInt(remote, 16)}`;
			byPorts.set(ports, (byPorts.get(ports) ?? 0) + Number.parseInt(bytes, 16));
		}
	}
	return byPorts;
}

function read(table: string): string {
	try {
		return readFileSync(table, 'utf8');
	} catch {
		return '';
	}
}
