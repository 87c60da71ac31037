import type { LabEvent } from '../../events/events.ts';
import { type EventShape, fieldOf } from './event-shape.ts';
import type { Story } from './story.ts';

/** The most events of a block, and the most values in all of them. */
const most = { events: 512, values: 4_096 } as const;
/** The bytes of its data that each event keeps for good: enough to see a netstring begin. */
export const startBytes = 32;

/**
 * Some hundred events, taken apart into a few arrays: as many objects, each with bytes of its own, would be copied and marked
 * by one garbage collection after the other for as long as they are kept. A block that nobody needs any more is used again.
 *
 *     shapes  │ opened │ received │ …        values  │ time │ id │ place among others │ … │ time │ id │ …
 *     others  │ 'transform' │ '127.0.0.1' │ …        page    │ 17:shout.Tyger… │ …
 */
export class EventBlock {
	readonly #shapes: EventShape[] = [];
	/** Where the values of each event begin; one more place behind the last. */
	readonly #places = new Uint32Array(most.events + 1);
	/** For each field of an event its number, or the place of its value among the others; then the true length of its bytes. */
	readonly #values = new Float64Array(most.values);
	readonly #others: unknown[] = [];
	/** The first bytes of each event's data. */
	readonly #starts = new Uint8Array(most.events * startBytes);
	#page: Uint8Array | undefined;
	/** How much of the page is used, or was used before it was taken away. */
	#filled = 0;

	/** The number of its events. */
	get length(): number {
		return this.#shapes.length;
	}

	/** The bytes of data that it holds besides the starts. */
	get heldBytes(): number {
		return this.#page === undefined ? 0 : this.#filled;
	}

	/** True where it has had no page for the bytes of its events yet. */
	get wantsPage(): boolean {
		return this.#page === undefined && this.#filled === 0;
	}

	/** True where there is room for an event of this shape with so many bytes. */
	hasRoom(shape: EventShape, bytes: number): boolean {
		const end = this.#places[this.length] ?? 0;
		const hasPlaces = this.length < most.events && end + shape.keys.length + 1 <= most.values;
		return hasPlaces && (bytes === 0 || this.wantsPage || this.#filled + bytes <= (this.#page?.length ?? 0));
	}

	/** Gives it the memory for the bytes of its events. */
	givePage(page: Uint8Array): void {
		this.#page = page;
	}

	/** Forgets all bytes but the starts, and gives their memory back. */
	takePage(): Uint8Array | undefined {
		const page = this.#page;
		this.#page = undefined;
		return page;
	}

	/** Forgets everything, to be used again. */
	clear(): void {
		this.#shapes.length = 0;
		this.#others.length = 0;
		this.#filled = 0;
	}

	/** Adds an event, for which there is room. */
	add(event: LabEvent, shape: EventShape, bytes: Uint8Array | undefined): void {
		const values = this.#values;
		let at = this.#places[this.length] ?? 0;
		let field = 0;
		for (const key in event) {
			if (key === 'type') {
				continue;
			}
			const value = fieldOf(event, key);
			if (typeof value === 'number') {
				values[at] = value;
			} else if (field === shape.bytesAt) {
				values[at] = this.#filled;
			} else {
				values[at] = this.#others.length;
				this.#others.push(keptOnce(shape, field, value));
			}
			at += 1;
			field += 1;
		}
		if (bytes !== undefined) {
			values[at] = bytes.length;
			at += 1;
			this.#page?.set(bytes, this.#filled);
			this.#filled += bytes.length;
			this.#starts.set(bytes.length > startBytes ? bytes.subarray(0, startBytes) : bytes, this.length * startBytes);
		}
		this.#shapes.push(shape);
		this.#places[this.length] = at;
	}

	/** Those of its events, from this one on, that are part of a story. */
	about(story: Story, first: number): LabEvent[] {
		const found: LabEvent[] = [];
		for (let index = first; index < this.length; index += 1) {
			const shape = this.#shapes[index];
			const place = this.#places[index] ?? 0;
			if (shape !== undefined && this.#belongsTo(story, shape, place)) {
				found.push(this.#event(index, shape, place));
			}
		}
		return found;
	}

	#belongsTo({ connections, fetches, batches }: Story, shape: EventShape, place: number): boolean {
		const has = (ids: ReadonlySet<number>, at: number) => at >= 0 && ids.has(this.#values[place + at] ?? -1);
		return has(connections, shape.connectionAt) || has(fetches, shape.fetchAt) || has(batches, shape.batchAt);
	}

	/** The event put together again, with copies of its bytes. */
	#event(index: number, { type, keys, areNumbers, bytesAt }: EventShape, place: number): LabEvent {
		const event: Record<string, unknown> = { type };
		for (const [field, key] of keys.entries()) {
			const value = this.#values[place + field] ?? 0;
			event[key] = areNumbers[field] ? value : this.#others[value];
		}
		const key = keys[bytesAt];
		if (key !== undefined) {
			const [from = 0, length = 0] = [this.#values[place + bytesAt], this.#values[place + keys.length]];
			const start = this.#starts.slice(index * startBytes, index * startBytes + Math.min(length, startBytes));
			event[key] = this.#page?.slice(from, from + length) ?? start;
			if (key === 'data' && this.#page === undefined && length > startBytes) {
				event.dataBytes ??= length;
			}
		}
		// It was an event before it was taken apart.
		return event as unknown as LabEvent;
	}
}

/** The value, or the equal one that this field had before: a text that each event brings anew is kept once. */
function keptOnce({ newest }: EventShape, field: number, value: unknown): unknown {
	if (value !== newest[field]) {
		newest[field] = value;
	}
	return newest[field];
}
