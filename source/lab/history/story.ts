import type { BatchId, ConnectionId, FetchId, LabEvent } from '../../events/events.ts';
import type { BatchState } from '../snapshot/batch-state.ts';
import type { Exchange } from '../snapshot.ts';

/** The exchanges and fetches that belong together. */
export interface Story {
	readonly connections: ReadonlySet<ConnectionId>;
	readonly fetches: ReadonlySet<FetchId>;
	readonly batches: ReadonlySet<BatchId>;
}

/** The most exchanges in the story of an exchange. */
const maxConnections = 64;
/** The most exchanges in the story of a batch. */
const maxOfBatch = 500;

/** The story of an exchange: its fetches, the exchanges that serve them or wait on them, and so on. */
export function storyOf(connection: ConnectionId, exchanges: readonly Exchange[]): Story {
	const connections = new Set([connection]);
	const fetches = new Set<FetchId>();
	let known = -1;
	while (known < connections.size + fetches.size) {
		known = connections.size + fetches.size;
		follow(exchanges, connections, fetches, maxConnections);
	}
	return { connections, fetches, batches: nobody };
}

/** The story of a batch: its fetches, the exchanges that serve them, and the fetches of proxies for those. */
export function storyOfBatch(batch: BatchId, batches: readonly BatchState[], exchanges: readonly Exchange[]): Story {
	const { firstFetch = 0, addresses = [] } = batches.find(({ id }) => id === batch) ?? {};
	const connections = new Set<ConnectionId>();
	const fetches = new Set<FetchId>(addresses.map((_, index) => firstFetch + index));
	// Twice: the exchanges of the fetches, and those of the fetches of the proxies among them.
	follow(exchanges, connections, fetches, maxOfBatch);
	follow(exchanges, connections, fetches, maxOfBatch);
	return { connections, fetches, batches: new Set([batch]) };
}

const nobody: ReadonlySet<BatchId> = new Set();

/** Adds the exchanges that serve these fetches or wait on them, and the fetches of those exchanges. */
function follow(
	exchanges: readonly Exchange[],
	connections: Set<ConnectionId>,
	fetches: Set<FetchId>,
	most: number,
): void {
	for (const { id, servesFetch, upstreamFetch } of exchanges) {
		const ids = [servesFetch, upstreamFetch].filter(fetch => fetch !== undefined);
		if (connections.size >= most || !(connections.has(id) || ids.some(fetch => fetches.has(fetch)))) {
			continue;
		}
		connections.add(id);
		for (const fetch of ids) {
			fetches.add(fetch);
		}
	}
}

/** True for an event that is part of a story. */
export function belongsTo({ connections, fetches, batches }: Story, event: LabEvent): boolean {
	return (
		('connection' in event && event.connection !== undefined && connections.has(event.connection)) ||
		('fetch' in event && fetches.has(event.fetch)) ||
		('batch' in event && event.batch !== undefined && batches.has(event.batch))
	);
}
