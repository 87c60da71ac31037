import type { Emit } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import { createTimeLine } from './time-line.ts';

/**
 * Instruments with the real clock, ids from 1, and this emit, which is also told when the wall clock was set. Peers are
 * named unless that is not wanted.
 */
export function createInstruments(emit: Emit, { namesPeers = true, timeLine = createTimeLine() } = {}): Instruments {
	let lastId = 0;
	return {
		emit(event) {
			const change = timeLine.takeChange();
			if (change !== undefined) {
				emit({ type: 'clock-changed', ...change });
			}
			emit(event);
		},
		namesPeers,
		now: timeLine.now,
		nextId: () => {
			lastId += 1;
			return lastId;
		},
	};
}
