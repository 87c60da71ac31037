import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TimeLimit } from '../../../source/transforms/user/time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A limit of 5 s that has begun, and how long its process has waited for a core. */
function begun() {
	const machine = { waitedMs: 700 };
	const late = vi.fn();
	const limit = new TimeLimit();
	limit.begin(5_000, late, () => machine.waitedMs);
	return { machine, late, limit };
}

test('it is over at its time where the process had a core whenever it needed one', () => {
	const { late } = begun();
	vi.advanceTimersByTime(4_999);
	expect(late).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	expect(late).toHaveBeenCalledOnce();
});

test('what the process waits for a core meanwhile is added, also while that time goes by', () => {
	const { machine, late } = begun();
	machine.waitedMs += 2_000;
	vi.advanceTimersByTime(5_000);
	machine.waitedMs += 500;
	vi.advanceTimersByTime(2_499);
	expect(late).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	expect(late).toHaveBeenCalledOnce();
});

test('on a machine that gives the process no core at all it is over after a minute', () => {
	const { machine, late } = begun();
	machine.waitedMs = Number.POSITIVE_INFINITY;
	vi.advanceTimersByTime(59_999);
	expect(late).not.toHaveBeenCalled();
	vi.advanceTimersByTime(1);
	expect(late).toHaveBeenCalledOnce();
});

test('begun anew, or stopped, it says nothing of the time before', () => {
	const { late, limit } = begun();
	vi.advanceTimersByTime(4_000);
	limit.begin(5_000, late);
	vi.advanceTimersByTime(4_999);
	limit.stop();
	vi.runAllTimers();
	expect(late).not.toHaveBeenCalled();
});
