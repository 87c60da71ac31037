import type { CacheOutcome, EventOf } from '../../../events/events.ts';
import type { Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import { countForCrowd } from './apply-crowd-event.ts';
import { tieFetch } from './join.ts';

type CacheEvent = EventOf<
	'cache-hit' | 'cache-miss' | 'cache-collapsed' | 'cache-stale' | 'poem-stored' | 'poem-evicted' | 'cache-purged'
>;

/** Applies an event of a caching proxy: a hit, a miss, what its cache stores and drops. */
export function applyCacheEvent(model: LabModel, event: CacheEvent): void {
	switch (event.type) {
		case 'cache-hit':
			decided(model, event, 'hits', { cache: 'hit', expectedBytes: event.bytes });
			break;
		case 'cache-miss':
			decided(model, event, 'misses', { cache: 'miss', ...upstream(model, event) });
			break;
		case 'cache-collapsed':
			decided(model, event, 'collapsed', { cache: 'collapsed', ...upstream(model, event) });
			break;
		case 'cache-stale':
			decided(model, event, 'stale', { cache: 'stale', expectedBytes: event.bytes, why: event.why });
			break;
		case 'poem-stored':
			changeCached(model, model.now.servers.get(event.server)?.upstream, event.bytes);
			model.setCacheSize(event.cacheEntries, event.cacheBytes);
			break;
		case 'poem-evicted':
			changeCached(model, event.upstream, 0);
			model.setCacheSize(event.cacheEntries, event.cacheBytes);
			break;
		case 'cache-purged':
			for (const { upstream } of model.now.servers.values()) {
				changeCached(model, upstream, 0);
			}
			model.setCacheSize(0, 0);
			break;
	}
}

/** Proxies before the same upstream share what is cached of it. */
function changeCached(model: LabModel, upstream: string | undefined, cachedBytes: number): void {
	for (const known of model.now.servers.values()) {
		if (upstream !== undefined && known.upstream === upstream && known.cachedBytes !== cachedBytes) {
			model.changeServer(known.id, changed => {
				changed.cachedBytes = cachedBytes;
			});
		}
	}
}

type Decision = EventOf<'cache-hit' | 'cache-miss' | 'cache-collapsed' | 'cache-stale'>;

function decided(
	model: LabModel,
	{ server, connection }: Decision,
	counter: 'hits' | 'misses' | 'collapsed' | 'stale',
	change: Partial<Exchange> & { readonly cache: CacheOutcome },
): void {
	model.count(counter);
	model.changeServer(server, changed => {
		changed[counter] += 1;
	});
	const exchange = model.changeExchange(connection, change);
	if (exchange?.peer === 'crowd') {
		countForCrowd(model, exchange, change.cache);
	}
	if (exchange?.servesFetch !== undefined) {
		tieFetch(model, exchange.servesFetch, exchange);
	}
}

/** The fetch that an exchange waits on, and the poem's length where its poetry server is one of ours. */
function upstream(
	{ now: { servers } }: LabModel,
	{ server, fetch }: EventOf<'cache-miss' | 'cache-collapsed'>,
): Partial<Exchange> {
	const address = servers.get(server)?.upstream;
	for (const { kind, host, port, bytes } of servers.values()) {
		if (kind === 'poetry' && bytes !== undefined && address === `${host}:${port}`) {
			return { upstreamFetch: fetch, expectedBytes: bytes };
		}
	}
	return { upstreamFetch: fetch };
}
