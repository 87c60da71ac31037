import { amount, count, list, oneOf, record, type TypeOf, text } from '../fields.ts';
import { address } from '../shared-fields.ts';

/** The promise around a batch: `all` is rejected as soon as one fetch fails, `all-settled` never. */
export type BatchPromise = TypeOf<typeof batchPromise>;
const batchPromise = oneOf('all', 'all-settled');

/** Several poems that the client is asked for together. */
export const batchRequest = {
	batch: count,
	/** The id of the first host's fetch. The other fetches have the ids that follow it, in the order of `hosts`. */
	firstFetch: count,
	hosts: list(record(address)),
	transforms: list(text),
	/** The most fetches that are under way at the same time; as many as `hosts` where all are. */
	atOnce: count,
	promise: batchPromise,
};

/** The numbers with which a batch ends. */
export type BatchEnd = TypeOf<typeof batchEnd>;
const batchEnd = record({
	/** The number of poems that came; also those that came without a transform. */
	poems: count,
	failed: count,
	cancelled: count,
	durationMs: amount,
	/** The sum of the fetches' durations, in milliseconds: the time that they would take one after the other. */
	sumMs: amount,
});

/** The life of a batch. Its fetches have events of their own, each once it is its turn. */
export const batchEvents = {
	/** The client is asked for several poems. */
	'batch-started': batchRequest,

	/** Every fetch of the batch has ended. */
	'batch-ended': { batch: count, ...batchEnd.entries },

	/** The client did not begin so many fetches, since too many were under way. */
	'fetches-refused': { asked: count, underWay: count, bound: count },
};
