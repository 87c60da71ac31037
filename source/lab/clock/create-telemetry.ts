import type { Emit } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { createTimeLine, type TimeLine } from './time-line.ts';

export interface TelemetryOptions {
	/** True while events name the peers of connections. */
	readonly namesPeers?: () => boolean;
	readonly timeLine?: TimeLine;
}

/**
 * Telemetry by this machine's clocks, with ids from 1. When somebody has set the wall clock, `emit` gets a `clock-changed`
 * before the next event.
 */
export function createTelemetry(
	emit: Emit,
	{ namesPeers = () => true, timeLine = createTimeLine() }: TelemetryOptions = {},
): Telemetry {
	let lastId = 0;
	return {
		emit(event) {
			const change = timeLine.takeChange();
			if (change !== undefined) {
				emit({ type: 'clock-changed', ...change });
			}
			emit(event);
		},
		get namesPeers() {
			return namesPeers();
		},
		now: timeLine.now,
		nextId: () => {
			lastId += 1;
			return lastId;
		},
	};
}
