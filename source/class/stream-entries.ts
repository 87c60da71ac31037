import { type Command, listOf, type Reply } from './engine.ts';

/** One entry of a stream: its id, and its fields by name. */
export interface StreamEntry {
	readonly id: string;
	readonly fields: ReadonlyMap<string, Buffer>;
}

/** The command that reads on in these streams, each from the entry after an id; it waits so long where there are none. */
export function readCommand(
	places: ReadonlyMap<string, string>,
	{ blockMs, entries }: { readonly blockMs: number; readonly entries: number },
): Command {
	const options = ['COUNT', String(entries), 'BLOCK', String(blockMs)];
	return ['XREAD', ...options, 'STREAMS', ...places.keys(), ...places.values()];
}

/** The streams in the answer to {@link readCommand}, with their entries in order: none where nothing came in time. */
export function streamsIn(reply: Reply): readonly { readonly key: string; readonly entries: readonly StreamEntry[] }[] {
	return listOf(reply).map(stream => {
		const [key, entries] = listOf(stream);
		return { key: String(key), entries: entriesIn(entries ?? null) };
	});
}

/** The entries in the answer to a command such as XRANGE. */
export function entriesIn(reply: Reply): readonly StreamEntry[] {
	return listOf(reply).map(entry => {
		const [id, flat] = listOf(entry);
		return { id: String(id), fields: fieldsIn(listOf(flat ?? null)) };
	});
}

/** True for an entry's id that comes after another one: `<milliseconds>-<number>`, or the milliseconds alone. */
export function isAfter(id: string, other: string): boolean {
	const [ms = 0, number = 0] = id.split('-').map(Number);
	const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number);
	return ms === otherMs ? number > otherNumber : ms > otherMs;
}

function fieldsIn(flat: readonly Reply[]): ReadonlyMap<string, Buffer> {
	const fields = new Map<string, Buffer>();
	for (let at = 0; at + 1 < flat.length; at += 2) {
		const value = flat[at + 1];
		if (Buffer.isBuffer(value)) {
			fields.set(String(flat[at]), value);
		}
	}
	return fields;
}
