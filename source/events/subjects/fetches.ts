import { amount, bytes, count, list, oneOf, optional, record, type TypeOf, text } from '../fields.ts';
import { address, ofFetch } from '../shared-fields.ts';
import { failure } from './dials.ts';

/** One poem that is asked for: from whom, and with which transforms. */
export const fetchRequest = {
	...ofFetch,
	...address,
	transforms: list(text),
	/** The proxy's connection that asked for it first. */
	connection: optional(count),
	/** The batch that it is part of. */
	batch: optional(count),
};

/** One transform of a fetch, as far as it has come. */
export type TransformStep = TypeOf<typeof transformStep>;
export const transformStep = record({
	transform: text,
	status: oneOf('pending', 'running', 'succeeded', 'failed'),
	code: optional(failure),
	why: optional(text),
	durationMs: optional(amount),
});

const ofStep = {
	...ofFetch,
	transform: text,
	/** The place of the transform in its fetch, from 0. */
	step: count,
};

/** The life of one fetch, by the client or by a proxy. */
export const fetchEvents = {
	/** Somebody asks for a poem. */
	'fetch-started': fetchRequest,

	/** The whole poem arrived; its transforms come next. */
	'poem-received': { ...ofFetch, bytes: count, durationMs: amount },

	/** The poem is sent to the transform server. */
	'fetch-transform-started': ofStep,

	/** The new poem came back. */
	'fetch-transform-succeeded': {
		...ofStep,
		/** The poem's length. */
		bytes: count,
		/** The poem; in a recording, its first bytes. */
		poem: bytes,
		durationMs: amount,
	},

	/** The transform failed, and the poem stays as it was before it. */
	'fetch-transform-failed': { ...ofStep, code: failure, why: text, durationMs: amount },

	/** The poem is here, and every transform worked. */
	'fetch-succeeded': { ...ofFetch, bytes: count, durationMs: amount },

	/** The poem is here, and at least one transform did not work. */
	'fetch-fell-back': {
		...ofFetch,
		bytes: count,
		/** Each transform that failed, with its reason. */
		why: text,
		durationMs: amount,
	},

	/** There is no poem. */
	'fetch-failed': { ...ofFetch, code: failure, why: text, durationMs: amount },
};
