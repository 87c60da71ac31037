import { isMeant } from '../../wire/address.ts';
import type { ServerState } from '../snapshot.ts';
import type { LabState } from './state.ts';

/** The server of ours that listens at this address. */
export function serverAt({ servers }: LabState, host: string, port: number): ServerState | undefined {
	for (const server of servers.values()) {
		if (server.status === 'listening' && isMeant(server, { host, port })) {
			return server;
		}
	}
	return undefined;
}
