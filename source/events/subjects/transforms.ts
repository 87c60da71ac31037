import { amount, count, list, oneOf, optional, record, type TypeOf, text } from '../fields.ts';
import { ofConnection } from '../shared-fields.ts';

/** A transform that can be asked for. */
export type TransformChoice = TypeOf<typeof transformChoice>;
const transformChoice = record({
	name: text,
	/** One plain sentence. */
	summary: text,
});

/** Why a request to the transform server was not answered. */
export type RefusalCode = TypeOf<typeof refusal>;
const refusal = oneOf(
	'bad-netstring',
	'too-long',
	'incomplete',
	'no-dot',
	'bad-utf-8',
	'unknown-transform',
	'transform-threw',
	'request-time',
);

/** The transforms of the transform server, its requests and its answers. */
export const transformEvents = {
	/** The transforms that the transform server knows; `problems` are sentences about those that did not load. */
	'transforms-loaded': { transforms: list(transformChoice), problems: list(text) },

	/** A module of the user's own transforms broke down while no request waited for it; the next one starts it anew. */
	'transform-broke-down': {
		/** The module's file. */
		file: text,
		why: text,
	},

	/** A whole request has come. */
	'transform-requested': {
		...ofConnection,
		/** The transform's name as the stranger sent it: anything at all. */
		transform: text,
		bytes: count,
	},

	/** The new poem was sent. */
	'transform-replied': { ...ofConnection, transform: text, bytes: count, durationMs: amount },

	/** The transform server closed without a reply. The client can not know why; this event does. */
	'transform-refused': {
		...ofConnection,
		/** Absent where the request did not come so far. */
		transform: optional(text),
		code: refusal,
		why: text,
	},
};
