import type { Emit } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';

/** Instruments with the real clock, ids from 1, and this emit. Peers are named unless that is not wanted. */
export function createInstruments(emit: Emit, { namesPeers = true } = {}): Instruments {
	const { timeOrigin } = performance;
	let lastId = 0;
	return {
		emit,
		namesPeers,
		now: () => timeOrigin + performance.now(),
		nextId: () => {
			lastId += 1;
			return lastId;
		},
	};
}
