import { amount, count, list, oneOf, optional, record, type TypeOf, text } from '../fields.ts';
import { address } from '../shared-fields.ts';
import { failure } from './dials.ts';

/** Of some durations in milliseconds: 50, 90 and 99 % of them took no longer, by the nearest rank; none longer than `max`. */
export type Percentiles = TypeOf<typeof percentiles>;
const percentiles = record({ p50: amount, p90: amount, p99: amount, max: amount });

/** The number of clients that took at most so long, and longer than the bucket before. */
export type LatencyBucket = TypeOf<typeof latencyBucket>;
const latencyBucket = record({
	/** Absent in the last bucket, which has no end. */
	upToMs: optional(amount),
	/** Clients, by the time to their first byte, and to the end of their poem. */
	firstByte: count,
	whole: count,
});

/** The results of a crowd's clients so far. Each client that has ended is in one of `whole`, `fellBack` and `failures`. */
export type CrowdCounts = TypeOf<typeof crowdCounts>;
export const crowdCounts = record({
	begun: count,
	ended: count,
	/** Poems that ended in order, with every transform. */
	whole: count,
	fellBack: count,
	/** The rest, by why there is no poem, in the words of the first of each; `cancelled` where the crowd was. */
	failures: list(record({ code: failure, clients: count, why: optional(text) })),
	/** The number of different poems that came: more than 1 where not all clients were sent the same. */
	differentPoems: count,
	bytes: count,
	latencies: list(latencyBucket),
	/** From beginning to the first byte, and to the end of the poem with its transforms; absent where none came. */
	firstByteMs: optional(percentiles),
	wholeMs: optional(percentiles),
});

/** The cache outcomes of a crowd's clients, at a proxy of ours. */
export type CrowdCache = TypeOf<typeof crowdCache>;
export const crowdCache = record({
	hits: count,
	misses: count,
	collapsed: count,
	stale: count,
	/** Connections that the proxy made to its upstream for these clients. */
	upstreamConnections: count,
});

/** The request for a crowd. */
export const crowdRequest = {
	crowd: count,
	...address,
	transforms: list(text),
	clients: count,
	/** The number of clients that come each second; absent where all come at once. */
	ratePerSecond: optional(amount),
};

/** Many clients that fetch one poem at once. Their own fetches have no events. */
export const crowdEvents = {
	/** The clients begin. */
	'crowd-started': crowdRequest,

	/** The counts so far: some ten times a second, however many clients there are. */
	'crowd-progressed': { crowd: count, ...crowdCounts.entries },

	/** Every client of a crowd has ended, or the crowd was cancelled or could not begin. */
	'crowd-ended': {
		crowd: count,
		...crowdCounts.entries,
		how: oneOf('ended', 'cancelled', 'refused'),
		/** Why it was refused. */
		why: optional(text),
		durationMs: amount,
	},
};
