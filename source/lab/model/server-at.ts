import type { ServerState } from '../snapshot.ts';
import type { LabState } from './state.ts';

const everyAddress = new Set(['0.0.0.0', '::']);
const thisMachine = new Set(['127.0.0.1', 'localhost', '::1']);

/** The server of ours that listens at this address. */
export function serverAt({ servers }: LabState, host: string, port: number): ServerState | undefined {
	for (const server of servers.values()) {
		if (server.port !== port || server.status !== 'listening') {
			continue;
		}
		const same = server.host === host || (thisMachine.has(host) && thisMachine.has(server.host));
		if (same || everyAddress.has(server.host)) {
			return server;
		}
	}
	return undefined;
}
