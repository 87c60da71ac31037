import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLagGauge, lagPace } from '../../../source/lab/worker/lag-gauge.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('answers in time tell no lag at all', () => {
	const told: number[] = [];
	const gauge = createLagGauge(
		() => gauge.pong(),
		lagMs => told.push(lagMs),
	);
	vi.advanceTimersByTime(10 * lagPace.pingEveryMs);
	expect(told).toEqual([]);
	gauge.stop();
});

test('an overdue answer is told in tenths of a second while it is waited for, and its coming as 0', () => {
	const told: number[] = [];
	const gauge = createLagGauge(
		() => {},
		lagMs => told.push(lagMs),
	);
	vi.advanceTimersByTime(lagPace.pingEveryMs + lagPace.noticeAfterMs + 2 * lagPace.tellEveryMs + 10);
	expect(told).toEqual([200, 300, 400]);
	gauge.pong();
	expect(told.at(-1)).toBe(0);
	gauge.stop();
	expect(vi.getTimerCount()).toBe(0);
});

test('only one question is open at a time', () => {
	const ping = vi.fn();
	const gauge = createLagGauge(ping, () => {});
	vi.advanceTimersByTime(20 * lagPace.pingEveryMs);
	expect(ping).toHaveBeenCalledTimes(1);
	gauge.stop();
});

test.each([0, 1, 40, 99, 250, 499])(
	'a loop that blocks for 3 s, %i ms after a question, is told to within 300 ms',
	phaseMs => {
		const told: number[] = [];
		let isBlocked = false;
		const gauge = createLagGauge(
			() => {
				if (!isBlocked) {
					gauge.pong();
				}
			},
			lagMs => told.push(lagMs),
		);
		vi.advanceTimersByTime(1_000 + phaseMs);
		isBlocked = true;
		vi.advanceTimersByTime(3_000);
		expect(told.at(-1)).toBeGreaterThan(2_700);
		expect(told.at(-1)).toBeLessThanOrEqual(3_000);
		gauge.stop();
	},
);

test('a loop that is idle is asked nothing', () => {
	const ping = vi.fn();
	const gauge = createLagGauge(
		ping,
		() => {},
		() => performance.now(),
	);
	vi.advanceTimersByTime(60_000);
	expect(ping).not.toHaveBeenCalled();
	gauge.stop();
	expect(vi.getTimerCount()).toBe(0);
});

test.each([0, 1, 40, 99, 225, 249])(
	'an idle loop that blocks for 3 s, %i ms after a look, is told to within 300 ms',
	phaseMs => {
		const told: number[] = [];
		const begin = performance.now();
		let blockedAt: number | undefined;
		const gauge = createLagGauge(
			() => {
				if (blockedAt === undefined) {
					gauge.pong();
				}
			},
			lagMs => told.push(lagMs),
			() => (blockedAt ?? performance.now()) - begin,
		);
		vi.advanceTimersByTime(lagPace.pingEveryMs + 4 * lagPace.idleLookEveryMs + phaseMs);
		blockedAt = performance.now();
		vi.advanceTimersByTime(3_000);
		expect(told.at(-1)).toBeGreaterThan(2_700);
		expect(told.at(-1)).toBeLessThanOrEqual(3_000);
		gauge.stop();
	},
);
