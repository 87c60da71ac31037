import type { LabEvent } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';

/** The most events that a step looks back on, and how many bytes of each chunk: a request's, but no poem's. */
export const windowBounds = { maxEvents: 20_000, maxDataBytes: 256 } as const;

/** What has happened since a step began: the newest events, without most of their bytes. */
export class LessonWindow {
	#events: LabEvent[] = [];

	get events(): readonly LabEvent[] {
		return this.#events;
	}

	/** A new step begins: what was before does not count. */
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
