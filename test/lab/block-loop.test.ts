import { expect, test } from 'vitest';
import type { LabEvent } from '../../source/events/events.ts';
import { maxBlockMs } from '../../source/lab/actions.ts';
import { blockLoop } from '../../source/lab/block-loop.ts';

/** A clock that goes on by a millisecond with each look at it. */
function ticking() {
	let time = 0;
	const events: LabEvent[] = [];
	const now = () => {
		time += 1;
		return time;
	};
	return { events, now, emit: (event: LabEvent) => void events.push(event) };
}

test.each([
	[50, 50],
	[1e9, maxBlockMs],
	[0, 0],
	[Number.NaN, 0],
])('a loop that is to be blocked for %d ms is blocked for %d ms, which is told once', (asked, ms) => {
	const { events, ...telemetry } = ticking();
	blockLoop(asked, telemetry);
	expect(events).toEqual([{ type: 'loop-blocked', time: 1 + ms, durationMs: ms }]);
});
