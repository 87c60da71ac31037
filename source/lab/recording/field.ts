import { latencyBuckets } from '../model/latency-counts.ts';

/** How one field of an event is read from a line. */
export interface Field<T, Required extends boolean = boolean> {
	readonly required: Required;
	/** The value, or undefined where it is not one. */
	readonly read: (value: unknown) => T | undefined;
}

/** How each field of an object is read. */
export type FieldsOf<T> = {
	readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>, undefined extends T[K] ? false : true>;
};

/** How many characters of a text, and how many bytes of a chunk or a poem, a recording keeps. */
export const kept = { characters: 4_096, bytes: 4_096 } as const;

/** A text up to the bound; a longer one is cut, and ends with `…`. */
export function cutText(text: string): string {
	return text.length > kept.characters ? `${text.slice(0, kept.characters - 1)}…` : text;
}

const required = <T>(read: (value: unknown) => T | undefined): Field<T, true> => ({ required: true, read });

/** The same field where it may be absent. */
export function optional<T>({ read }: Field<T, true>): Field<T, false> {
	return { required: false, read };
}

/** Any text. */
export const text = required(value => (typeof value === 'string' ? cutText(value) : undefined));

/** A whole number from 0 on: an id, a length, a number of things. */
export const count = required(value =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined,
);

/** Any number from 0 on: a duration, an age, a rate. */
export const amount = required(value =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined,
);

/** A number of milliseconds from 0 to some thousand years: what began so long ago began at a time that can be shown. */
export const age = required(value => {
	const ms = amount.read(value);
	return ms !== undefined && ms <= 1e14 ? ms : undefined;
});

/** The place of a bucket of durations: there are no more of them than {@link latencyBuckets}. */
export const bucket = required(value => {
	const number = count.read(value);
	return number !== undefined && number < latencyBuckets ? number : undefined;
});

/** Any number within some thousand years, in milliseconds; negative is backwards. */
export const shift = required(value => (typeof value === 'number' && Math.abs(value) <= 1e14 ? value : undefined));

export const port = required(value => {
	const number = count.read(value);
	return number !== undefined && number <= 65_535 ? number : undefined;
});

export const flag = required(value => (typeof value === 'boolean' ? value : undefined));

/** Bytes in base64. */
export const bytes = required(value => {
	if (typeof value !== 'string') {
		return undefined;
	}
	const decoded = Buffer.from(value, 'base64');
	const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
	// Buffer passes over what is no base64. The copy is for a memory of its own: a pool's would cross to other threads whole.
	return decoded.length === (value.length / 4) * 3 - padding ? new Uint8Array(decoded) : undefined;
});

/** One of these words. */
export function oneOf<T extends string>(...words: readonly T[]): Field<T, true> {
	return required(value => words.find(word => word === value));
}

/** A list of up to a thousand. */
export function list<T>({ read }: Field<T, true>): Field<readonly T[], true> {
	return required(value => {
		if (!Array.isArray(value) || value.length > 1_000) {
			return undefined;
		}
		const items = value.flatMap(item => read(item) ?? []);
		return items.length === value.length ? items : undefined;
	});
}

/** An object with these fields; what else is in it is left out. */
export function record<T extends object>(fields: FieldsOf<T>): Field<T, true> {
	const entries = Object.entries<Field<unknown>>(fields);
	return required(value => {
		const read = isObject(value) ? readFields(entries, value) : undefined;
		// Every field of T is there and of its own kind now.
		return read as T | undefined;
	});
}

/** An object of up to a thousand numbers, by any names. */
export const numbers = required(value => {
	const entries = isObject(value) ? Object.entries(value) : undefined;
	const areNumbers = entries && entries.length <= 1_000 && entries.every(([, number]) => Number.isFinite(number));
	return areNumbers ? (Object.fromEntries(entries) as Readonly<Record<string, number>>) : undefined;
});

/** Reads these fields of an object; undefined where one is missing, or is of another kind. */
export function readFields(
	fields: readonly (readonly [string, Field<unknown>])[],
	object: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
	const values: Record<string, unknown> = {};
	for (const [key, { required, read }] of fields) {
		if (!Object.hasOwn(object, key)) {
			if (required) {
				return undefined;
			}
			continue;
		}
		const value = read(object[key]);
		if (value === undefined) {
			return undefined;
		}
		values[key] = value;
	}
	return values;
}

/** Whether it has fields at all. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
