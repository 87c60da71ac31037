import type {
	CacheCollapsed,
	CacheHit,
	CacheMiss,
	CachePurged,
	CacheStale,
	ConnectionId,
	FetchId,
	PoemEvicted,
	PoemStored,
	ServerId,
} from '../../events/events.ts';
import type { CacheOutcome, Exchange } from '../lab.ts';
import { countForCrowd } from './apply-crowd-event.ts';
import type { Draft } from './draft.ts';

type CacheEvent = CacheHit | CacheMiss | CacheCollapsed | CacheStale | PoemStored | PoemEvicted | CachePurged;

/** What a caching proxy decided, and what its cache holds. */
export function applyCacheEvent(draft: Draft, event: CacheEvent): void {
	switch (event.type) {
		case 'cache-hit':
			draft.totals.hits += 1;
			draft.changeServer(event.server, ({ hits }) => ({ hits: hits + 1 }));
			outcome(draft, event.connection, 'hit', { expectedBytes: event.bytes });
			break;
		case 'cache-miss':
			draft.totals.misses += 1;
			draft.changeServer(event.server, ({ misses }) => ({ misses: misses + 1 }));
			outcome(draft, event.connection, 'miss', upstream(draft, event.server, event.fetch));
			break;
		case 'cache-collapsed':
			draft.totals.collapsed += 1;
			draft.changeServer(event.server, ({ collapsed }) => ({ collapsed: collapsed + 1 }));
			outcome(draft, event.connection, 'collapsed', upstream(draft, event.server, event.fetch));
			break;
		case 'cache-stale':
			draft.totals.stale += 1;
			draft.changeServer(event.server, ({ stale }) => ({ stale: stale + 1 }));
			outcome(draft, event.connection, 'stale', { expectedBytes: event.bytes, why: event.why });
			break;
		case 'poem-stored':
			draft.changeServer(event.server, () => ({ cachedBytes: event.bytes }));
			changeCached(draft, draft.now.servers.get(event.server)?.upstream, event.bytes);
			holds(draft, event.cacheEntries, event.cacheBytes);
			break;
		case 'poem-evicted':
			changeCached(draft, event.upstream, 0);
			holds(draft, event.cacheEntries, event.cacheBytes);
			break;
		case 'cache-purged':
			for (const { id, cachedBytes } of draft.now.servers.values()) {
				if (cachedBytes > 0) {
					draft.changeServer(id, () => ({ cachedBytes: 0 }));
				}
			}
			holds(draft, 0, 0);
			break;
	}
}

/** Proxies before the same upstream share what is cached of it. */
function changeCached(draft: Draft, upstream: string | undefined, cachedBytes: number): void {
	for (const server of draft.now.servers.values()) {
		if (upstream !== undefined && server.upstream === upstream) {
			draft.changeServer(server.id, () => ({ cachedBytes }));
		}
	}
}

function outcome(draft: Draft, connection: ConnectionId, cache: CacheOutcome, more: Partial<Exchange>): void {
	const exchange = draft.changeExchange(connection, { cache, ...more });
	if (exchange?.peer === 'crowd') {
		countForCrowd(draft, exchange, cache);
	}
	if (!exchange || exchange.servesFetch === undefined || exchange.servesFetch !== draft.now.fetch?.id) {
		return;
	}
	draft.changeFetch({ cache });
}

/** The fetch that an exchange waits on, and the poem's length where its poetry server is one of ours. */
function upstream(draft: Draft, proxy: ServerId, fetch: FetchId): Partial<Exchange> {
	const address = draft.now.servers.get(proxy)?.upstream;
	for (const { kind, host, port, bytes } of draft.now.servers.values()) {
		if (kind !== 'poetry' || bytes === undefined || address !== `${host}:${port}`) {
			continue;
		}
		return { upstreamFetch: fetch, expectedBytes: bytes };
	}
	return { upstreamFetch: fetch };
}

function holds(draft: Draft, entries: number, bytes: number): void {
	draft.totals.cacheEntries = entries;
	draft.totals.cacheBytes = bytes;
}
