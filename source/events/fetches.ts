import { address, declareEvent, ofFetch } from './declare-event.ts';
import { failure } from './dials.ts';
import { amount, bytes, count, list, optional, type TypeOf, text } from './fields.ts';

/** What is known of a fetch from its beginning. */
export const fetchFrom = {
	...ofFetch,
	...address,
	transforms: list(text),
	/** The proxy's connection that asked for it first. */
	connection: optional(count),
};

/** Somebody asks for a poem: the client, or a proxy. */
export type FetchStarted = TypeOf<typeof fetchStarted>;
const fetchStarted = declareEvent('fetch-started', fetchFrom);

/** The whole poem arrived; its transforms come next. */
export type PoemReceived = TypeOf<typeof poemReceived>;
const poemReceived = declareEvent('poem-received', { ...ofFetch, bytes: count, durationMs: amount });

/** One of a fetch's transforms. */
const ofStep = {
	...ofFetch,
	transform: text,
	/** Which of the fetch's transforms, from 0. */
	step: count,
};

/** The poem is sent to the transform server. */
export type FetchTransformStarted = TypeOf<typeof fetchTransformStarted>;
const fetchTransformStarted = declareEvent('fetch-transform-started', ofStep);

/** The new poem came back. */
export type FetchTransformSucceeded = TypeOf<typeof fetchTransformSucceeded>;
const fetchTransformSucceeded = declareEvent('fetch-transform-succeeded', {
	...ofStep,
	/** The poem's length. */
	bytes: count,
	/** The poem; in a recording, its first bytes. */
	poem: bytes,
	durationMs: amount,
});

/** The transform failed, and the poem stays as it was before it. */
export type FetchTransformFailed = TypeOf<typeof fetchTransformFailed>;
const fetchTransformFailed = declareEvent('fetch-transform-failed', {
	...ofStep,
	code: failure,
	why: text,
	durationMs: amount,
});

/** The poem is here, and every transform worked. */
export type FetchSucceeded = TypeOf<typeof fetchSucceeded>;
const fetchSucceeded = declareEvent('fetch-succeeded', { ...ofFetch, bytes: count, durationMs: amount });

/** The poem is here, and at least one transform did not work. */
export type FetchFellBack = TypeOf<typeof fetchFellBack>;
const fetchFellBack = declareEvent('fetch-fell-back', {
	...ofFetch,
	bytes: count,
	/** Each transform that failed, with its reason. */
	why: text,
	durationMs: amount,
});

/** There is no poem. */
export type FetchFailed = TypeOf<typeof fetchFailed>;
const fetchFailed = declareEvent('fetch-failed', { ...ofFetch, code: failure, why: text, durationMs: amount });

/** What becomes of a poem that was asked for. */
export const fetchEvents = [
	fetchStarted,
	poemReceived,
	fetchTransformStarted,
	fetchTransformSucceeded,
	fetchTransformFailed,
	fetchSucceeded,
	fetchFellBack,
	fetchFailed,
] as const;
