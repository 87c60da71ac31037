import type { LabEvent } from '../events/events.ts';

/** So many changes of the wall clock are known; of what happened before them only the oldest is. */
const maxChanges = 100;

/** What the wall clock said at any time of the events; it learns of its changes from them. */
export class WallClock {
	#changes: { readonly since: number; readonly shiftMs: number }[] = [];

	/** Takes an event, of which only a change of the clock matters. */
	take(event: LabEvent): void {
		if (event.type === 'clock-changed') {
			const shiftMs = (this.#changes.at(-1)?.shiftMs ?? 0) + event.shiftMs;
			this.#changes = [...this.#changes, { since: event.time, shiftMs }].slice(-maxChanges);
		}
	}

	/** How far the clock was from the events' times then, in milliseconds. */
	shiftAt(time: number): number {
		return this.#changes.findLast(({ since }) => since <= time)?.shiftMs ?? 0;
	}
}
