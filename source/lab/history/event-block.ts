import type { LabEvent } from '../../events/events.ts';
import type { EventBytes } from './event-bytes.ts';
import { type EventShape, fieldOf } from './event-shape.ts';
import type { Story } from './story.ts';

/** The most events of a block, and the most values in all of them. */
const most = { events: 512, values: 4_096 } as const;
/** The values behind the fields of an event that has bytes: the number of their page, and their true length. */
const valuesOfBytes = 2;
/** The first bytes of its data that each event keeps for good: enough to see a netstring begin. */
const startBytes = 32;

/**
 * Some hundred events, taken apart into a few arrays: as many objects, each with bytes of its own, would be copied and marked
 * by one garbage collection after the other for as long as they are kept. A block that nobody needs any more is used again.
 *
 *     shapes  │ opened │ received │ …        values  │ time │ id │ place among others │ … │ time │ id │ …
 *     others  │ 'transform' │ '127.0.0.1' │ …
 */
export class EventBlock {
	readonly #bytes: EventBytes;
	readonly #shapes: EventShape[] = [];
	/** The index of each event's first value, and at last the index behind the newest event's values. */
	readonly #places = new Uint32Array(most.events + 1);
	/** For each field of an event its number, or the place of its value among the others or on a page. */
	readonly #values = new Float64Array(most.values);
	readonly #others: unknown[] = [];
	/** The first bytes of each event's data, which stay when its page goes. */
	readonly #starts = new Uint8Array(most.events * startBytes);

	/** `bytes` takes the bytes of its events. */
	constructor(bytes: EventBytes) {
		this.#bytes = bytes;
	}

	/** The number of its events. */
	get length(): number {
		return this.#shapes.length;
	}

	/** True where there is room for an event of this shape. */
	hasRoom({ keys }: EventShape): boolean {
		const end = this.#places[this.length] ?? 0;
		return this.length < most.events && end + keys.length + valuesOfBytes <= most.values;
	}

	/** Adds an event, for which there is room. */
	add(event: LabEvent, shape: EventShape): void {
		const values = this.#values;
		const index = this.length;
		let at = this.#places[index] ?? 0;
		let field = 0;
		let bytes: Uint8Array | undefined;
		for (const key in event) {
			if (key === 'type') {
				continue;
			}
			const value = fieldOf(event, key);
			if (typeof value === 'number') {
				values[at] = value;
			} else if (value instanceof Uint8Array) {
				bytes = value;
				values[at] = this.#bytes.add(value);
			} else {
				values[at] = this.#others.length;
				this.#others.push(keptOnce(shape, field, value));
			}
			at += 1;
			field += 1;
		}
		if (bytes !== undefined) {
			values[at] = this.#bytes.lastPage;
			values[at + 1] = bytes.length;
			at += valuesOfBytes;
			this.#starts.set(bytes.length > startBytes ? bytes.subarray(0, startBytes) : bytes, index * startBytes);
		}
		this.#shapes.push(shape);
		this.#places[index + 1] = at;
	}

	/** Forgets everything, to be used again. */
	clear(): void {
		this.#shapes.length = 0;
		this.#others.length = 0;
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
			const from = this.#values[place + bytesAt] ?? 0;
			const [page = 0, length = 0] = this.#values.subarray(place + keys.length);
			const whole = this.#bytes.copy(page, from, length);
			const start = index * startBytes;
			event[key] = whole ?? this.#starts.slice(start, start + Math.min(length, startBytes));
			if (key === 'data' && whole === undefined && length > startBytes) {
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
