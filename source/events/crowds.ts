import { address, declareEvent } from './declare-event.ts';
import { failure } from './dials.ts';
import { amount, count, list, oneOf, optional, record, type TypeOf, text } from './fields.ts';

/**
 * Of some durations in milliseconds: so many percent of them took no longer, by the nearest rank, and none took longer
 * than `max`.
 */
export type Percentiles = TypeOf<typeof percentiles>;
const percentiles = record({ p50: amount, p90: amount, p99: amount, max: amount });

/** How many clients took so long, and not less long than the bucket before. */
export type LatencyBucket = TypeOf<typeof latencyBucket>;
const latencyBucket = record({
	/** Absent in the last bucket, which has no end. */
	upToMs: optional(amount),
	firstByte: count,
	whole: count,
});

/** What the clients of a crowd have come to. Each that has begun and ended is in one of `whole`, `fellBack` and `failures`. */
export type CrowdCounts = TypeOf<typeof crowdCounts>;
export const crowdCounts = record({
	begun: count,
	ended: count,
	/** Poems that ended in order, with every transform. */
	whole: count,
	fellBack: count,
	/** The rest, by why there is no poem, in the words of the first of each; `cancelled` where the crowd was. */
	failures: list(record({ code: failure, clients: count, why: optional(text) })),
	/** How many different poems came: where it is not 1, not all clients were told the same. */
	differentPoems: count,
	bytes: count,
	/** How many clients had their first byte, and all of it, within so many milliseconds of beginning, and not within fewer. */
	latencies: list(latencyBucket),
	/** From beginning to the first byte, and to the end of the poem with its transforms; absent where none came. */
	firstByteMs: optional(percentiles),
	wholeMs: optional(percentiles),
});

/** What is known of a crowd from its beginning. */
export const crowdAt = {
	crowd: count,
	...address,
	transforms: list(text),
	clients: count,
	/** How many come each second; absent where all come at once. */
	ratePerSecond: optional(amount),
};

/** Many clients begin to fetch one poem. Their own fetches are not told by events; the totals are. */
export type CrowdStarted = TypeOf<typeof crowdStarted>;
const crowdStarted = declareEvent('crowd-started', crowdAt);

/** How far a crowd has come; told some ten times a second, however many clients it has. */
export type CrowdProgressed = TypeOf<typeof crowdProgressed>;
const crowdProgressed = declareEvent('crowd-progressed', { crowd: count, ...crowdCounts.entries });

/** Every client of a crowd has ended, or the crowd was cancelled or could not begin. */
export type CrowdEnded = TypeOf<typeof crowdEnded>;
const crowdEnded = declareEvent('crowd-ended', {
	crowd: count,
	...crowdCounts.entries,
	how: oneOf('ended', 'cancelled', 'refused'),
	/** Why it was refused. */
	why: optional(text),
	durationMs: amount,
});

/** What becomes of many clients that fetch at once. */
export const crowdEvents = [crowdStarted, crowdProgressed, crowdEnded] as const;
