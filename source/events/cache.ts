import { declareEvent, ofConnection, ofServer } from './declare-event.ts';
import { amount, count, oneOf, type TypeOf, text } from './fields.ts';

/** The poem came from the cache. */
export type CacheHit = TypeOf<typeof cacheHit>;
const cacheHit = declareEvent('cache-hit', { ...ofConnection, bytes: count, ageMs: amount });

/** The poem was not in the cache, or past its time, and is fetched. */
export type CacheMiss = TypeOf<typeof cacheMiss>;
const cacheMiss = declareEvent('cache-miss', { ...ofConnection, fetch: count });

/** The client waits on a fetch that was already in flight. */
export type CacheCollapsed = TypeOf<typeof cacheCollapsed>;
const cacheCollapsed = declareEvent('cache-collapsed', {
	...ofConnection,
	fetch: count,
	/** What had already arrived, and was sent at once. */
	bytesSoFar: count,
});

/** The fetch failed, and a poem past its time was served. */
export type CacheStale = TypeOf<typeof cacheStale>;
const cacheStale = declareEvent('cache-stale', {
	...ofConnection,
	fetch: count,
	bytes: count,
	ageMs: amount,
	why: text,
});

/** The proxy does not ask its upstream for this client. */
export type UpstreamRefused = TypeOf<typeof upstreamRefused>;
const upstreamRefused = declareEvent('upstream-refused', {
	...ofConnection,
	/** `loop`: what the client waits for would wait for it; `too-many`: so many fetches have no byte yet that it may be so. */
	code: oneOf('loop', 'too-many'),
	why: text,
});

/** The whole cache after an event. */
const cacheSize = { cacheEntries: count, cacheBytes: count };

/** A poem ended in order and is in the cache now. */
export type PoemStored = TypeOf<typeof poemStored>;
const poemStored = declareEvent('poem-stored', { ...ofServer, fetch: count, bytes: count, ...cacheSize });

/** A poem left the cache to make room for others. */
export type PoemEvicted = TypeOf<typeof poemEvicted>;
const poemEvicted = declareEvent('poem-evicted', {
	/** The upstream it came from, as `host:port`. */
	upstream: text,
	...cacheSize,
});

/** The cache was emptied on request. */
export type CachePurged = TypeOf<typeof cachePurged>;
const cachePurged = declareEvent('cache-purged', { entries: count });

/** What the caching proxies make of their clients, and what their cache holds. */
export const cacheEvents = [
	cacheHit,
	cacheMiss,
	cacheCollapsed,
	cacheStale,
	upstreamRefused,
	poemStored,
	poemEvicted,
	cachePurged,
] as const;
