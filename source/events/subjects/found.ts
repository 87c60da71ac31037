import * as fields from '../fields.ts';
import { ofConnection, ofServer } from '../shared-fields.ts';
import { batchRequest } from './batches.ts';
import { cacheOutcome } from './cache.ts';
import { crowdCache, crowdCounts, crowdRequest } from './crowds.ts';
import { dialRequest, failure } from './dials.ts';
import { struckFaults } from './faults.ts';
import { fetchRequest, transformStep } from './fetches.ts';

const { age, amount, bucket, bytes, count, flag, list, oneOf, optional, port, record, text } = fields;

/** The source of a poem that one of our servers sent: the cache outcome of a proxy, or `direct` from a poetry server. */
export type PoemSource = fields.TypeOf<typeof poemSource>;
const poemSource = oneOf(...cacheOutcome.options, 'direct', 'class-hit', 'class-collapsed');

/** The exchanges that ended in one second. */
export type SecondCount = fields.TypeOf<typeof secondCount>;
const secondCount = record({
	/** Whole seconds since the Unix epoch. */
	second: count,
	ended: count,
	failed: count,
});

/** A fetch of a batch, as far as it had come. Those that were running have events of their own besides. */
export type FoundOfBatch = fields.TypeOf<typeof foundOfBatch>;
const foundOfBatch = record({
	status: oneOf('waiting', 'running', 'succeeded', 'fell-back', 'failed', 'cancelled'),
	/** The length of the poem so far. */
	bytes: count,
	code: optional(failure),
	why: optional(text),
	durationMs: optional(amount),
});

/** The time that it had gone on before the recording, in milliseconds. */
const ageMs = age;

/**
 * The first events of a recording that began in the middle of a session: the connections, fetches and crowds that were
 * under way, and the counts so far, to which the recording's own are added.
 */
export const foundEvents = {
	/** A connection of a server that was open. */
	'connection-found-open': {
		...ofConnection,
		ageMs,
		peerHost: text,
		peerPort: port,
		expectedBytes: optional(count),
		/** Received and sent before the recording. */
		bytesIn: count,
		bytesOut: count,
		/** The part of ours that dialled, and the fetch for which it did. */
		peer: optional(text),
		servesFetch: optional(count),
		/** The proxy's answer, and the fetch that it waits on. */
		cache: optional(cacheOutcome),
		cacheFrom: optional(oneOf('class')),
		withLab: optional(text),
		upstreamFetch: optional(count),
		transform: optional(text),
		replied: optional(flag),
		why: optional(text),
		/** Whoever dialled had cancelled it, which its server had not seen yet. */
		cancelled: optional(flag),
		faults: optional(struckFaults),
	},

	/** A connection that we had opened; its bytes are in the `connection-found-open` of its other end. */
	'dial-found-open': {
		...dialRequest,
		ageMs,
		/** Absent where it was not connected yet. */
		localPort: optional(port),
	},

	/** A fetch of the client's, with its poem so far and its transforms, or a fetch of a proxy's. */
	'fetch-found-running': {
		...fetchRequest,
		ageMs,
		/** The length of the poem so far. */
		bytes: count,
		/** The poem so far; in a recording, its first bytes. */
		poem: bytes,
		firstByteMs: optional(amount),
		poemMs: optional(amount),
		steps: list(transformStep),
	},

	/** A batch of which some fetches had not ended. */
	'batch-found-running': {
		...batchRequest,
		ageMs,
		/** In the order of `hosts`. */
		fetches: list(foundOfBatch),
	},

	/** A crowd that had not ended, with its counts so far. */
	'crowd-found-running': {
		...crowdRequest,
		...crowdCounts.entries,
		ageMs,
		cache: optional(crowdCache),
	},

	/** Of busy connections, so many events were left out of what a class sees; the counts that follow have them all. */
	'events-left-out': {
		/** Since the lab joined. */
		events: count,
	},

	/** The counts of the whole lab. */
	'counts-found': {
		/** Exchanges that had ended; the recording knows no more of them. */
		exchanges: count,
		/** Those that are open; only where the counts come in the middle, after events were left out. */
		open: optional(count),
		served: count,
		failed: count,
		cancelled: count,
		hits: count,
		misses: count,
		collapsed: count,
		stale: count,
		/** Absent in older recordings, as of a server that no class has served. */
		classHits: optional(count),
		classCollapsed: optional(count),
		fetches: count,
		fellBack: count,
		fetchesFailed: count,
		/** The last seconds in which any exchange ended, oldest first. */
		perSecond: list(secondCount),
	},

	/** The counts of one server. */
	'server-counts-found': {
		...ofServer,
		/** As in `counts-found`. */
		open: optional(count),
		served: count,
		failed: count,
		cancelled: count,
		overBound: count,
		bytesOut: count,
		hits: count,
		misses: count,
		collapsed: count,
		stale: count,
		/** Absent in older recordings, as of a server that no class has served. */
		classHits: optional(count),
		classCollapsed: optional(count),
	},

	/** The times that the whole poems of one source had taken; in parts, where there are many buckets. */
	'latencies-found': {
		source: poemSource,
		count,
		minMs: amount,
		maxMs: amount,
		/** One number for each bar of the histogram. */
		bars: list(count),
		/** The fine buckets of this part, and the place of its first one. */
		firstBucket: bucket,
		buckets: list(count),
	},
};
