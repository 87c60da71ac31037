import type { Emit } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';

/** Instruments with the real clock, ids from 1, and this emit. */
export function createInstruments(emit: Emit): Instruments {
	let lastId = 0;
	return {
		emit,
		now: () => performance.timeOrigin + performance.now(),
		nextId: () => {
			lastId += 1;
			return lastId;
		},
	};
}
