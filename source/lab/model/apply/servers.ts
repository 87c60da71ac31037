import type { EventOf } from '../../../events/events.ts';
import type { serverEvents } from '../../../events/subjects/servers.ts';
import type { ServerState } from '../../snapshot/server-state.ts';
import type { Appliers } from '../appliers.ts';

/** Applies the start and the stop of the servers. */
export const applyServerEvent: Appliers<typeof serverEvents> = {
	'server-listening': (model, event) => {
		const { why: _, code: __, ...known } = model.now.servers.get(event.server) ?? unusedServer(event);
		model.setServer({
			...known,
			host: event.host,
			port: event.port,
			status: 'listening',
			...(event.reachableAt !== undefined && { reachableAt: event.reachableAt }),
			...(event.title !== undefined && { title: event.title }),
			...(event.bytes !== undefined && { bytes: event.bytes }),
			...(event.slow !== undefined && { slow: event.slow }),
			...(event.upstream !== undefined && { upstream: event.upstream }),
		});
		if (event.insteadOfPort !== undefined) {
			model.notice(`Port ${event.insteadOfPort} was taken: ${event.server} is on ${event.port}.`);
		}
	},

	'server-failed': (model, event) => {
		const { host, port, code, why } = event;
		const known = model.now.servers.get(event.server) ?? unusedServer(event);
		model.setServer({ ...known, host, port, status: 'failed', code, why });
	},

	'server-closed': (model, { server }) =>
		model.changeServer(server, changed => {
			changed.status = 'stopped';
		}),
};

/** A server at this address that nobody has used yet. */
export function unusedServer({
	server,
	kind,
	host,
	port,
}: Pick<EventOf<'server-failed'>, 'server' | 'kind' | 'host' | 'port'>): ServerState {
	return {
		id: server,
		kind,
		name: server.slice(server.indexOf('/') + 1),
		host,
		port,
		status: 'stopped',
		down: false,
		faults: [],
		...(kind === 'proxy' && { collapsing: true }),
		open: 0,
		served: 0,
		failed: 0,
		cancelled: 0,
		overBound: 0,
		bytesOut: 0,
		hits: 0,
		misses: 0,
		collapsed: 0,
		stale: 0,
		classHits: 0,
		classCollapsed: 0,
		cachedBytes: 0,
	};
}
