import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPulse } from '../../source/lab/pulse.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('the first request after a quiet time is met at once, the next ones at the pace', () => {
	const beat = vi.fn();
	const pulse = createPulse({ everyMs: 100 }, beat);
	pulse.request();
	vi.advanceTimersByTime(5);
	expect(beat).toHaveBeenCalledTimes(1);
	pulse.request();
	pulse.request();
	vi.advanceTimersByTime(99);
	expect(beat).toHaveBeenCalledTimes(1);
	vi.advanceTimersByTime(1);
	expect(beat).toHaveBeenCalledTimes(2);
});

test('without a request nothing happens, and no timer waits', () => {
	const beat = vi.fn();
	const pulse = createPulse({ everyMs: 100 }, beat);
	pulse.request();
	vi.advanceTimersByTime(10_000);
	expect(beat).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});

test('a request that waits is dropped by the stop', () => {
	const beat = vi.fn();
	const pulse = createPulse({ everyMs: 100 }, beat);
	pulse.request();
	pulse.stop();
	vi.advanceTimersByTime(1000);
	expect(beat).not.toHaveBeenCalled();
});

test('after a beat that many requests had led to it rests longer, and after one of few no more', () => {
	const beat = vi.fn();
	const pulse = createPulse({ everyMs: 100, busy: { requests: 3, everyMs: 200 } }, beat);
	pulse.request();
	pulse.request();
	pulse.request();
	vi.advanceTimersByTime(5);
	expect(beat).toHaveBeenCalledTimes(1);
	pulse.request();
	vi.advanceTimersByTime(199);
	expect(beat).toHaveBeenCalledTimes(1);
	vi.advanceTimersByTime(1);
	expect(beat).toHaveBeenCalledTimes(2);
	pulse.request();
	vi.advanceTimersByTime(100);
	expect(beat).toHaveBeenCalledTimes(3);
});
