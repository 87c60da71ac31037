import type { CacheOutcome, EventOf, ServerId } from '../../../events/events.ts';
import type { cacheEvents } from '../../../events/subjects/cache.ts';
import type { Exchange } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import { tieFetch } from '../joining/join.ts';
import type { LabModel } from '../lab-model.ts';
import { countForCrowd } from './crowds.ts';

/** Applies the answers of the caching proxies, and the changes of their cache. */
export const applyCacheEvent: Appliers<typeof cacheEvents> = {
	'cache-hit': (model, event) => {
		const ofClass = event.from === undefined ? {} : ({ cacheFrom: 'class' } as const);
		countOfClass(model, event, event.from, 'classHits');
		decided(model, event, 'hits', { cache: 'hit', expectedBytes: event.bytes, ...ofClass });
	},

	'cache-miss': (model, event) => decided(model, event, 'misses', { cache: 'miss', ...upstream(model, event) }),

	'cache-collapsed': (model, event) => {
		const ofClass = event.lab === undefined ? {} : { withLab: event.lab };
		countOfClass(model, event, event.lab, 'classCollapsed');
		decided(model, event, 'collapsed', { cache: 'collapsed', ...upstream(model, event), ...ofClass });
	},

	'cache-stale': (model, event) =>
		decided(model, event, 'stale', { cache: 'stale', expectedBytes: event.bytes, why: event.why }),

	'upstream-refused': (model, { connection, why }) => {
		model.changeExchange(connection, { why });
	},

	'poem-stored': (model, event) => {
		changeCached(model, model.now.servers.get(event.server)?.upstream, event.bytes);
		model.setCacheSize(event.cacheEntries, event.cacheBytes);
	},

	'poem-evicted': (model, event) => {
		changeCached(model, event.upstream, 0);
		model.setCacheSize(event.cacheEntries, event.cacheBytes);
	},

	'cache-purged': model => {
		for (const { upstream } of model.now.servers.values()) {
			changeCached(model, upstream, 0);
		}
		model.setCacheSize(0, 0);
	},
};

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

/** Counts one more answer of a proxy, its own and that of the whole lab. */
function countOfServer(
	model: LabModel,
	server: ServerId,
	counter: 'hits' | 'misses' | 'collapsed' | 'stale' | 'classHits' | 'classCollapsed',
): void {
	model.count(counter);
	model.changeServer(server, changed => {
		changed[counter] += 1;
	});
}

/** Counts what the class has done, where it has done anything. */
function countOfClass(
	model: LabModel,
	{ server }: EventOf<'cache-hit' | 'cache-collapsed'>,
	byClass: string | undefined,
	counter: 'classHits' | 'classCollapsed',
): void {
	if (byClass !== undefined) {
		countOfServer(model, server, counter);
	}
}

function decided(
	model: LabModel,
	{ server, connection }: EventOf<'cache-hit' | 'cache-miss' | 'cache-collapsed' | 'cache-stale'>,
	counter: 'hits' | 'misses' | 'collapsed' | 'stale',
	change: Partial<Exchange> & { readonly cache: CacheOutcome },
): void {
	countOfServer(model, server, counter);
	const exchange = model.changeExchange(connection, change);
	if (exchange?.peer === 'crowd') {
		countForCrowd(model, exchange, change.cache);
	}
	if (exchange?.servesFetch !== undefined) {
		tieFetch(model, exchange.servesFetch, exchange);
	}
}

/** The fetch that an exchange waits on, and the poem's length where its poetry server is one of ours. */
function upstream(model: LabModel, { server, fetch }: EventOf<'cache-miss' | 'cache-collapsed'>): Partial<Exchange> {
	const expectedBytes = upstreamBytes(model, server);
	return { upstreamFetch: fetch, ...(expectedBytes !== undefined && { expectedBytes }) };
}

/** The length of the poem that a proxy's upstream has, where that is one of our poetry servers. */
export function upstreamBytes({ now: { servers } }: LabModel, proxy: ServerId): number | undefined {
	const address = servers.get(proxy)?.upstream;
	for (const { kind, host, port, bytes } of servers.values()) {
		if (kind === 'poetry' && bytes !== undefined && address === `${host}:${port}`) {
			return bytes;
		}
	}
	return undefined;
}
