import { crowdAt, crowdCounts } from './crowds.ts';
import { declareEvent, ofConnection } from './declare-event.ts';
import { dialTo } from './dials.ts';
import { fetchFrom } from './fetches.ts';
import {
	age,
	amount,
	bucket,
	bytes,
	count,
	flag,
	list,
	oneOf,
	optional,
	port,
	record,
	type TypeOf,
	text,
} from './fields.ts';

/** What was under way already: nothing of it is counted in the recording. */
const foundUnderWay = {
	/** How long it had been going on. */
	ageMs: age,
};

/** A connection that was open when a recording began, with what had become of it by then. */
export type ConnectionFoundOpen = TypeOf<typeof connectionFoundOpen>;
const connectionFoundOpen = declareEvent('connection-found-open', {
	...ofConnection,
	...foundUnderWay,
	peerHost: text,
	peerPort: port,
	expectedBytes: optional(count),
	/** What had come and gone before the recording. */
	bytesIn: count,
	bytesOut: count,
	/** Who of ours dialled, and for which fetch. */
	peer: optional(text),
	servesFetch: optional(count),
	/** What the cache had made of it, and the fetch that it waits on. */
	cache: optional(oneOf('hit', 'miss', 'collapsed', 'stale')),
	upstreamFetch: optional(count),
	transform: optional(text),
	replied: optional(flag),
	why: optional(text),
	/** Whoever dialled had cancelled it, which its server had not seen yet. */
	cancelled: optional(flag),
	/** The faults that had struck it, and what each did. */
	faults: optional(list(record({ name: text, what: text }))),
});

/** A connection that we had opened when a recording began; what had come over it is told by whoever accepted it. */
export type DialFoundOpen = TypeOf<typeof dialFoundOpen>;
const dialFoundOpen = declareEvent('dial-found-open', {
	...dialTo,
	...foundUnderWay,
	/** Absent where it was not connected yet. */
	localPort: optional(port),
});

/** How far one transform of a fetch had come. */
export type FoundStep = TypeOf<typeof foundStep>;
const foundStep = record({
	transform: text,
	status: oneOf('pending', 'running', 'succeeded', 'failed'),
	why: optional(text),
	durationMs: optional(amount),
});

/** A fetch that was running when a recording began: the client's, with its poem so far and its transforms, or a proxy's. */
export type FetchFoundRunning = TypeOf<typeof fetchFoundRunning>;
const fetchFoundRunning = declareEvent('fetch-found-running', {
	...fetchFrom,
	...foundUnderWay,
	/** How much of the poem had come; in a recording, of the poem itself only the first bytes. */
	bytes: count,
	poem: bytes,
	firstByteMs: optional(amount),
	poemMs: optional(amount),
	/** How far each transform had come. */
	steps: list(foundStep),
});

/** What our own proxy had made of the clients of a crowd. */
export type FoundCache = TypeOf<typeof foundCache>;
const foundCache = record({ hits: count, misses: count, collapsed: count, stale: count, upstreamConnections: count });

/** A crowd that was under way when a recording began, and how far it had come. */
export type CrowdFoundRunning = TypeOf<typeof crowdFoundRunning>;
const crowdFoundRunning = declareEvent('crowd-found-running', {
	...crowdAt,
	...crowdCounts.entries,
	...foundUnderWay,
	/** What our own proxy had made of its clients. */
	cache: optional(foundCache),
});

/** What a lab had counted when a recording began: what is counted after it is added to that. */
export type CountsFound = TypeOf<typeof countsFound>;
const countsFound = declareEvent('counts-found', {
	/** How many exchanges had ended, of which the recording knows no more. */
	exchanges: count,
	served: count,
	failed: count,
	cancelled: count,
	hits: count,
	misses: count,
	collapsed: count,
	stale: count,
	fetches: count,
	fellBack: count,
	fetchesFailed: count,
	/** Of the last seconds in which any exchange ended, as seconds since the Unix epoch, oldest first. */
	perSecond: list(record({ second: count, ended: count, failed: count })),
});

/** The same of one server. */
export type ServerCountsFound = TypeOf<typeof serverCountsFound>;
const serverCountsFound = declareEvent('server-counts-found', {
	server: text,
	served: count,
	failed: count,
	cancelled: count,
	overBound: count,
	bytesOut: count,
	hits: count,
	misses: count,
	collapsed: count,
	stale: count,
});

/** The same of how long whole poems had taken; in parts, where there are many buckets. */
export type LatenciesFound = TypeOf<typeof latenciesFound>;
const latenciesFound = declareEvent('latencies-found', {
	source: oneOf('hit', 'miss', 'collapsed', 'stale', 'direct'),
	count,
	minMs: amount,
	maxMs: amount,
	/** One number for each bar of the histogram. */
	bars: list(count),
	/** The fine buckets of this part, and the place of its first one. */
	firstBucket: bucket,
	buckets: list(count),
});

/** What a lab was like when a recording began. */
export const foundEvents = [
	connectionFoundOpen,
	dialFoundOpen,
	fetchFoundRunning,
	crowdFoundRunning,
	countsFound,
	serverCountsFound,
	latenciesFound,
] as const;
