import type { LabEvent } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';

/** The bounds of a window: the number of its events, and the bytes that it keeps of each chunk: all of a request, not all of a poem. */
export const windowBounds = { maxEvents: 20_000, maxDataBytes: 256 } as const;

/** The events since a step began: the newest ones, each with the first bytes of its chunk only. */
export class LessonWindow {
	#events: LabEvent[] = [];

	get events(): readonly LabEvent[] {
		return this.#events;
	}

	/** Forgets all events, as a new step begins. */
	clear(): void {
		this.#events = [];
	}

	take(event: LabEvent): void {
		this.#events.push(withoutBytes(event));
		if (this.#events.length > 1.5 * windowBounds.maxEvents) {
			this.#events = this.#events.slice(-windowBounds.maxEvents);
		}
	}
}

const nothing = new Uint8Array(0);

function withoutBytes(event: LabEvent): LabEvent {
	switch (event.type) {
		case 'bytes-received':
		case 'bytes-sent':
		case 'dial-received':
		case 'dial-sent':
			// A copy, since a part would keep the whole of it.
			return { ...event, data: event.data.slice(0, windowBounds.maxDataBytes), dataBytes: dataLength(event) };
		case 'fetch-transform-succeeded':
			return { ...event, poem: nothing };
		default:
			return event;
	}
}
