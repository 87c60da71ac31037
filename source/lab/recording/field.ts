/** How one field of an event is read from a line. */
export interface Field<T, Required extends boolean = boolean> {
	readonly required: Required;
	/** The value, or undefined where it is not one. */
	readonly read: (value: unknown) => T | undefined;
}

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

/** A duration, or an age. */
export const milliseconds = required(value =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined,
);

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

/** An object of required fields; what else is in it is left out. */
export function record<T extends object>(fields: { readonly [K in keyof T]: Field<T[K], true> }): Field<T, true> {
	const entries = Object.entries<Field<unknown>>(fields);
	return required(value => {
		if (typeof value !== 'object' || value === null) {
			return undefined;
		}
		const read: Record<string, unknown> = {};
		for (const [key, field] of entries) {
			const item = field.read((value as Record<string, unknown>)[key]);
			if (item === undefined) {
				return undefined;
			}
			read[key] = item;
		}
		return read as T;
	});
}
