import type { ConnectionId, FetchId, LabEvent } from '../../events/events.ts';
import type { Exchange } from '../snapshot.ts';

/** The exchanges and fetches that belong together. */
export interface Story {
	readonly connections: ReadonlySet<ConnectionId>;
	readonly fetches: ReadonlySet<FetchId>;
}

/** How many exchanges one story ties together. */
const maxConnections = 64;

/** One exchange leads to its fetches, and those to the other exchanges that serve them or wait on them. */
export function storyOf(connection: ConnectionId, exchanges: readonly Exchange[]): Story {
	const connections = new Set([connection]);
	const fetches = new Set<FetchId>();
	let known = -1;
	while (known < connections.size + fetches.size) {
		known = connections.size + fetches.size;
		for (const { id, servesFetch, upstreamFetch } of exchanges) {
			if (connections.size >= maxConnections) {
				return { connections, fetches };
			}
			const ids = [servesFetch, upstreamFetch].filter(fetch => fetch !== undefined);
			if (!connections.has(id) && !ids.some(fetch => fetches.has(fetch))) {
				continue;
			}
			connections.add(id);
			for (const fetch of ids) {
				fetches.add(fetch);
			}
		}
	}
	return { connections, fetches };
}

/** Whether an event is part of a story. */
export function belongsTo({ connections, fetches }: Story, event: LabEvent): boolean {
	return (
		('connection' in event && event.connection !== undefined && connections.has(event.connection)) ||
		('fetch' in event && fetches.has(event.fetch))
	);
}
