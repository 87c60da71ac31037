import * as v from 'valibot';

/** The most characters of a text, and the most bytes of a chunk or a poem, that a recording keeps. */
export const kept = { characters: 4_096, bytes: 4_096 } as const;

/** The longest list in an event. */
export const longestList = 1_000;
/** Some thousand years in milliseconds: what began so long ago began at a time that can be shown. */
const longestMs = 1e14;
/** The end of the year 9999: what is later is no time that can be shown. */
const latestTime = Date.UTC(10_000, 0);
/** The number of buckets in which `lab/model/latency-counts.ts` counts durations: the longest one is in the last bucket. */
export const maxBuckets = 6_017;

/** A text up to the bound of a recording; a longer one is cut, and ends with `…`. */
export function cutText(text: string): string {
	return text.length > kept.characters ? `${text.slice(0, kept.characters - 1)}…` : text;
}

/** Any text. */
export const text = v.pipe(v.string(), v.transform(cutText));

/** A whole number from 0 on: an id, a length, a number of things. */
export const count = number(value => Number.isSafeInteger(value) && value >= 0);

/** Any number from 0 on: a duration, a rate. */
export const amount = number(value => Number.isFinite(value) && value >= 0);

/** The time since something began, in milliseconds. */
export const age = number(value => value >= 0 && value <= longestMs);

/** By how many milliseconds a clock was set; negative is backwards. */
export const shift = number(value => Math.abs(value) <= longestMs);

/** Milliseconds since the Unix epoch, with a fraction. */
export const moment = number(value => value >= 0 && value < latestTime);

/** The place of a bucket of durations, from 0. */
export const bucket = number(value => Number.isSafeInteger(value) && value >= 0 && value < maxBuckets);

/** A port of TCP. */
export const port = number(value => Number.isSafeInteger(value) && value >= 0 && value <= 65_535);

/** Yes or no. */
export const flag = v.boolean();

/** Bytes; in a recording, in base64. */
export const bytes = v.pipe(
	v.string(),
	v.transform(fromBase64),
	v.custom<Uint8Array>(decoded => decoded !== undefined),
);

/** Up to a thousand numbers, by any names. */
export const numbers = v.pipe(
	v.custom<Readonly<Record<string, number>>>(areNumbers),
	v.transform(named => ({ ...named })),
	v.readonly(),
);

/** One of these words. */
export function oneOf<const T extends string>(...words: readonly T[]) {
	return v.picklist(words);
}

/** A list of up to a thousand. */
export function list<const T extends v.GenericSchema<unknown, unknown>>(item: T) {
	return v.pipe(v.array(item), v.maxLength(longestList), v.readonly());
}

/** An object with these fields; what else is in it is left out. */
export function record<const T extends v.ObjectEntries>(fields: T) {
	return v.pipe(v.object(fields), v.readonly());
}

/** The same field where it may be absent. */
export function optional<const T extends v.GenericSchema>(field: T) {
	return v.exactOptional(field);
}

/** The type of the values of a field. */
export type TypeOf<T extends v.GenericSchema> = Readonly<v.InferOutput<T>>;

/** A whole event: its type, when it happened, and its own fields. */
export function eventWith<const T extends string, const F extends v.ObjectEntries>(type: T, fields: F) {
	return v.object({
		type: v.literal(type),
		/**
		 * Milliseconds since the Unix epoch, with a fraction, by the wall clock as it was at the start: it never goes back,
		 * also where the clock is set, and goes on while the machine sleeps. The clock itself then said this time and the
		 * shifts of every `clock-changed` before it.
		 */
		time: moment,
		...fields,
	});
}

/** The type of an event with these fields. */
export type EventWith<T extends string, F extends v.ObjectEntries> = TypeOf<ReturnType<typeof eventWith<T, F>>>;

/** A number for which this is true. */
function number(isValid: (value: number) => boolean) {
	return v.custom<number>(value => typeof value === 'number' && isValid(value));
}

/** Undefined where it is no base64, which `Buffer` would pass over. */
function fromBase64(value: string): Uint8Array | undefined {
	const decoded = Buffer.from(value, 'base64');
	const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
	// The copy is for a memory of its own: a pool's would cross to other threads whole.
	return decoded.length === (value.length / 4) * 3 - padding ? new Uint8Array(decoded) : undefined;
}

function areNumbers(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) {
		return false;
	}
	const values = Object.values(value);
	return values.length <= longestList && values.every(Number.isFinite);
}
