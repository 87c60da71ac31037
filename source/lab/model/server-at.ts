import { type Address, isMeant } from '../../wire/address.ts';
import type { ServerState } from '../snapshot/server-state.ts';
import type { LabState } from './state.ts';

/** The server of ours whose address this is, also while it is stopped; one that failed has left it to somebody else. */
export function serverNamed(state: LabState, host: string, port: number): ServerState | undefined {
	return (
		serverAt(state, host, port) ??
		[...state.servers.values()].find(server => server.status === 'stopped' && isMeant(server, { host, port }))
	);
}

/** Of a fetch from this address: the id of the server of ours that it names. */
export function namedServer(
	{ now }: { readonly now: LabState },
	{ host, port }: Address,
): { readonly server?: ServerState['id'] } {
	const server = serverNamed(now, host, port)?.id;
	return server === undefined ? {} : { server };
}

/** The server of ours that listens at this address. */
export function serverAt({ servers }: LabState, host: string, port: number): ServerState | undefined {
	for (const server of servers.values()) {
		if (server.status === 'listening' && isMeant(server, { host, port })) {
			return server;
		}
	}
	return undefined;
}
