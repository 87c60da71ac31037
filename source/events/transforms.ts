import { declareEvent, ofConnection } from './declare-event.ts';
import { amount, count, list, oneOf, optional, record, type TypeOf, text } from './fields.ts';

/** The transforms that the transform server knows, and what did not load. */
export type TransformsLoaded = TypeOf<typeof transformsLoaded>;
const transformsLoaded = declareEvent('transforms-loaded', {
	transforms: list(record({ name: text, summary: text })),
	problems: list(text),
});

/** A module of the user's own transforms broke down while no request waited for it; the next one starts it anew. */
export type TransformBrokeDown = TypeOf<typeof transformBrokeDown>;
const transformBrokeDown = declareEvent('transform-broke-down', {
	/** The module's file. */
	file: text,
	why: text,
});

/** A whole request has come. */
export type TransformRequested = TypeOf<typeof transformRequested>;
const transformRequested = declareEvent('transform-requested', {
	...ofConnection,
	/** The transform's name as the stranger sent it: anything at all. */
	transform: text,
	bytes: count,
});

/** The new poem was sent. */
export type TransformReplied = TypeOf<typeof transformReplied>;
const transformReplied = declareEvent('transform-replied', {
	...ofConnection,
	transform: text,
	bytes: count,
	durationMs: amount,
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

/** The transform server closed without a reply. The client can not know why; this event does. */
export type TransformRefused = TypeOf<typeof transformRefused>;
const transformRefused = declareEvent('transform-refused', {
	...ofConnection,
	/** Absent where the request did not come so far. */
	transform: optional(text),
	code: refusal,
	why: text,
});

/** What the transform server is asked, and what it answers. */
export const transformEvents = [
	transformsLoaded,
	transformBrokeDown,
	transformRequested,
	transformReplied,
	transformRefused,
] as const;
