import { amount, count, oneOf, optional, type TypeOf, text } from '../fields.ts';
import { ofConnection, ofServer } from '../shared-fields.ts';

/** The answer of a proxy: from its cache, by a fetch, by one already in flight, or with a poem past its time (RFC 9211). */
export type CacheOutcome = TypeOf<typeof cacheOutcome>;
export const cacheOutcome = oneOf('hit', 'miss', 'collapsed', 'stale');

/** The poems and bytes in all caches of the lab after the event. */
const cacheSize = { cacheEntries: count, cacheBytes: count };

/** The answers of the caching proxies, and the changes of their cache. */
export const cacheEvents = {
	/** The poem came from the cache. */
	'cache-hit': {
		...ofConnection,
		bytes: count,
		ageMs: amount,
		/** It came from the cache of the class; absent where from the lab's own. */
		from: optional(oneOf('class')),
	},

	/** The poem was not in the cache, or past its time, and is fetched. */
	'cache-miss': { ...ofConnection, fetch: count },

	/** The client waits on a fetch that was already in flight. */
	'cache-collapsed': {
		...ofConnection,
		fetch: count,
		/** The number of bytes that had already arrived, and were sent at once. */
		bytesSoFar: count,
		/** The lab of the class that fetches; absent where this lab does. */
		lab: optional(text),
	},

	/** The fetch failed, and a poem past its time was served. */
	'cache-stale': { ...ofConnection, fetch: count, bytes: count, ageMs: amount, why: text },

	/** The proxy does not ask its upstream for this client. */
	'upstream-refused': {
		...ofConnection,
		/** `loop`: the upstream's answer would wait for this client's. `too-many`: so many fetches have no byte yet that it may. */
		code: oneOf('loop', 'too-many'),
		why: text,
	},

	/** A poem ended in order and is in the cache now. */
	'poem-stored': { ...ofServer, fetch: count, bytes: count, ...cacheSize },

	/** A poem left the cache to make room for others. */
	'poem-evicted': {
		/** The upstream it came from, as `host:port`. */
		upstream: text,
		...cacheSize,
	},

	/** The cache was emptied on request. */
	'cache-purged': { entries: count },
};
