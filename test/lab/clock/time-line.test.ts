import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createTelemetry } from '../../../source/lab/clock/create-telemetry.ts';
import { createTimeLine, timeLinePace } from '../../../source/lab/clock/time-line.ts';
import { WallClock } from '../../../source/lab/clock/wall-clock.ts';

const hour = 3_600_000;
const start = 1_700_000_000_000;

/** A machine whose clocks go when they are told to. */
function createMachine() {
	const clocks = { wall: start, steady: start, uptime: 0 };
	const machine = {
		clocks: { wall: () => Math.floor(clocks.wall), steady: () => clocks.steady, uptime: () => clocks.uptime },
		pass(ms: number) {
			clocks.wall += ms;
			clocks.steady += ms;
			clocks.uptime += ms;
		},
		/** As on Linux: the steady clock stands still. */
		sleep(ms: number) {
			clocks.wall += ms;
			clocks.uptime += Math.floor(ms / 10) * 10;
		},
		/** As on macOS and Windows. */
		sleepSteadily(ms: number) {
			machine.pass(ms);
		},
		setClock(ms: number) {
			clocks.wall += ms;
		},
		wall: () => clocks.wall,
	};
	return machine;
}

describe('a time line', () => {
	it.each([hour, -hour, 8 * hour, 100, -100])(
		'is not moved by a clock that is set by %i ms, and tells of it',
		shiftMs => {
			const machine = createMachine();
			const { now, takeChange } = createTimeLine(machine.clocks);
			machine.pass(5_000);
			expect(now()).toBe(start + 5_000);
			machine.setClock(shiftMs);
			machine.pass(200);
			expect(now()).toBe(start + 5_200);
			expect(takeChange()).toEqual({ time: start + 5_200, shiftMs });
			expect(takeChange()).toBeUndefined();
		},
	);

	it.each(['sleep', 'sleepSteadily'] as const)(
		'goes on by the eight hours of a %s, which is no change of the clock',
		how => {
			const machine = createMachine();
			const { now, takeChange } = createTimeLine(machine.clocks);
			machine.pass(5_000);
			now();
			machine[how](8 * hour + 3);
			machine.pass(timeLinePace.lookEveryMs);
			expect(now()).toBe(start + 5_000 + 8 * hour + 3 + timeLinePace.lookEveryMs);
			expect(takeChange()).toBeUndefined();
		},
	);

	it('knows a sleep from a clock that was set in the same night', () => {
		const machine = createMachine();
		const { now, takeChange } = createTimeLine(machine.clocks);
		machine.sleep(8 * hour);
		machine.setClock(-hour);
		machine.pass(1_000);
		expect(now()).toBe(start + 8 * hour + 1_000);
		expect(takeChange()?.shiftMs).toBe(-hour);
	});

	it('does not take it for a change when it was kept from reading two clocks at once', () => {
		let held = 0;
		const { clocks, pass } = createMachine();
		const { now, takeChange } = createTimeLine({
			...clocks,
			wall: () => {
				pass(held);
				return clocks.wall();
			},
		});
		held = 400;
		pass(1_000);
		now();
		expect(takeChange()).toBeUndefined();
		held = 0;
		now();
		expect(takeChange()).toBeUndefined();
	});

	it('reads the wall clock a hundred times a second at most, and the uptime once', () => {
		const machine = createMachine();
		const wall = vi.fn(machine.clocks.wall);
		const uptime = vi.fn(machine.clocks.uptime);
		const { now } = createTimeLine({ ...machine.clocks, wall, uptime });
		for (let at = 0; at < 10_000; at += 1) {
			machine.pass(1);
			now();
		}
		expect(wall).toHaveBeenCalledTimes(1_000);
		expect(uptime).toHaveBeenCalledTimes(1 + 10);
	});

	it('never goes back and is never behind what passed, whatever is done to the clocks', () => {
		const step = fc.tuple(
			fc.constantFrom('pass', 'sleep', 'setClock'),
			fc.integer({ min: 0, max: 10 * hour }),
			fc.boolean(),
		);
		fc.assert(
			fc.property(fc.array(step), steps => {
				const machine = createMachine();
				const { now } = createTimeLine(machine.clocks);
				let [last, awake] = [now(), 0];
				for (const [what, ms, back] of steps) {
					machine[what](what === 'setClock' && back ? -ms : ms);
					awake += what === 'pass' ? ms : 0;
					const time = now();
					expect(time).toBeGreaterThanOrEqual(last);
					expect(time).toBeGreaterThanOrEqual(start + awake);
					last = time;
				}
			}),
		);
	});
});

describe('telemetry', () => {
	it('tell of a clock that was set before the event that found it out, so that each event has its time of day', () => {
		const machine = createMachine();
		const told: LabEvent[] = [];
		const { emit, now } = createTelemetry(event => told.push(event), { timeLine: createTimeLine(machine.clocks) });
		const wall = new WallClock();
		const real: number[] = [];
		const happen = (): void => {
			machine.pass(200);
			const time = now();
			real.push(machine.wall());
			emit({ type: 'server-closed', time, server: 'poetry/a' });
		};
		happen();
		machine.setClock(hour);
		happen();
		machine.setClock(-3 * hour);
		happen();
		const types = told.map(({ type }) => type);
		expect(types).toEqual(['server-closed', 'clock-changed', 'server-closed', 'clock-changed', 'server-closed']);
		expect(told.map(({ time }) => time)).toEqual(told.map(({ time }) => time).sort((a, b) => a - b));
		for (const event of told) {
			wall.take(event);
		}
		// Also later, when all of it is known: lines are made some time after the events.
		const closings = told.filter(({ type }) => type === 'server-closed');
		expect(closings.map(({ time }) => time + wall.shiftAt(time))).toEqual(real);
	});
});
