import type { LabEvent } from '../../events/events.ts';

/** The number of changes of the clock that are kept. */
const maxChanges = 100;

/** Gives the shift of the wall clock at any time of an event, from the events `clock-changed` that it has taken. */
export class WallClock {
	#changes: { readonly since: number; readonly shiftMs: number }[] = [];

	/** Takes any event; only `clock-changed` matters. */
	take(event: LabEvent): void {
		if (event.type === 'clock-changed') {
			const shiftMs = (this.#changes.at(-1)?.shiftMs ?? 0) + event.shiftMs;
			this.#changes = [...this.#changes, { since: event.time, shiftMs }].slice(-maxChanges);
		}
	}

	/** The lead of the wall clock over the time of events at this time, in milliseconds. */
	shiftAt(time: number): number {
		return this.#changes.findLast(({ since }) => since <= time)?.shiftMs ?? 0;
	}
}
