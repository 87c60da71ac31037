import type { LabEvent } from '../../events/events.ts';

/** The number of changes that it remembers. */
const maxChanges = 100;

/** Turns the time of an event into what the wall clock said then. It learns from the events when somebody has set the clock. */
export class WallClock {
	#changes: { readonly since: number; readonly shiftMs: number }[] = [];

	/** Takes an event, of which only a change of the clock matters. */
	take(event: LabEvent): void {
		if (event.type === 'clock-changed') {
			const shiftMs = (this.#changes.at(-1)?.shiftMs ?? 0) + event.shiftMs;
			this.#changes = [...this.#changes, { since: event.time, shiftMs }].slice(-maxChanges);
		}
	}

	/** How far the wall clock was ahead of the time of events at this time, in milliseconds. */
	shiftAt(time: number): number {
		return this.#changes.findLast(({ since }) => since <= time)?.shiftMs ?? 0;
	}
}
