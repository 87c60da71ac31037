import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFetchProgress } from '../../../source/cli/output/fetch-progress.ts';
import type { LabEvent } from '../../../source/events/events.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const host = '127.0.0.1';
const hosts = [10_000, 10_001, 10_002].map(port => ({ host, port }));
const batch = { batch: 1, firstFetch: 2, hosts, transforms: [], atOnce: 2, promise: 'all-settled' } as const;
const begins = (fetch: number, time: number): LabEvent => ({
	type: 'fetch-started',
	time,
	fetch,
	batch: 1,
	...(hosts[fetch - 2] ?? { host, port: 0 }),
	transforms: [],
});
const receives = (fetch: number, time: number, bytes: number): readonly LabEvent[] => [
	{ type: 'dial-started', time, dial: 10 + fetch, fetch, host, port: 9_998 + fetch, purpose: 'poem' },
	{ type: 'dial-received', time, dial: 10 + fetch, fetch, data: new Uint8Array(bytes) },
];
const succeeds = (fetch: number, time: number, bytes: number, durationMs: number): readonly LabEvent[] => [
	{ type: 'poem-received', time, fetch, bytes, durationMs },
	{ type: 'fetch-succeeded', time, fetch, bytes, durationMs },
];
const ended: LabEvent = {
	...{ type: 'batch-ended', time: 3_000, batch: 1, poems: 2, failed: 1, cancelled: 0 },
	...{ durationMs: 2_000, sumMs: 3_500 },
};

/** A stream that keeps what is written, and the progress on it; `at` is the time of the events. */
function progressOn(isTTY: boolean, rows = 24) {
	let written = '';
	const clock = { at: 1_000 };
	const write = (text: string) => {
		written += text;
		return true;
	};
	const progress = createFetchProgress({ isTTY, columns: 80, rows, write } as never, () => clock.at);
	const take = (...events: readonly LabEvent[]) => {
		for (const event of events) {
			progress.take(event);
		}
	};
	return { progress, take, clock, written: () => written, lastFrame: () => written.split('\u001b[J').at(-1) ?? '' };
}

test('on a terminal each fetch has a line with its words, and a bar from its beginning on', () => {
	const { take, clock, lastFrame } = progressOn(true);
	take({ type: 'batch-started', time: 1_000, ...batch }, begins(2, 1_000), begins(3, 1_000));
	take(...receives(2, 1_100, 640), ...receives(3, 1_100, 10), ...succeeds(3, 2_000, 10, 1_000));
	clock.at = 3_000;
	vi.advanceTimersByTime(300);
	expect(lastFrame().split('\n')).toEqual([
		'127.0.0.1:10000  ━━━━━━━━━━━━━━━━━━━━  RECEIVING 640 B 2.0 s',
		'127.0.0.1:10001  ━━━━━━━━━━            FETCHED 1.0 s',
		'127.0.0.1:10002  ····················  WAITING for its turn',
		'',
	]);
});

test('while something else is written no bar is drawn, and they come back after it', () => {
	const { progress, take, written, lastFrame } = progressOn(true);
	take({ type: 'batch-started', time: 1_000, ...batch }, begins(2, 1_000));
	vi.advanceTimersByTime(300);
	progress.pause();
	const cleared = written();
	expect(cleared.endsWith('\u001b[3F\u001b[J')).toBe(true);
	vi.advanceTimersByTime(1_000);
	expect(written()).toBe(cleared);
	progress.resume();
	vi.advanceTimersByTime(100);
	expect(lastFrame()).toContain('127.0.0.1:10002');
});

test('a terminal that is too low for all shows those that are under way', () => {
	const { take, lastFrame } = progressOn(true, 3);
	take(
		{ type: 'batch-started', time: 1_000, ...batch },
		begins(2, 1_000),
		...succeeds(2, 1_001, 5, 1),
		begins(3, 1_001),
	);
	vi.advanceTimersByTime(300);
	expect(lastFrame()).toMatch(/^127\.0\.0\.1:10001 .*CONNECTING.*\n$/);
});

test('elsewhere each poem is one line when it is there, and the end tells both times', () => {
	const { progress, take, written } = progressOn(false);
	take({ type: 'batch-started', time: 1_000, ...batch }, begins(2, 1_000), begins(3, 1_000));
	take(...receives(3, 1_100, 10), ...succeeds(3, 2_000, 10, 1_000), ...receives(2, 2_100, 2_000));
	take(...succeeds(2, 2_500, 2_000, 1_500), ended);
	progress.end();
	expect(written().split('\n')).toEqual([
		'poetry-lab: 127.0.0.1:10001: 10 B in 1.0 s',
		'poetry-lab: 127.0.0.1:10000: 2.0 kB in 1.5 s',
		'poetry-lab: 2 poems, 1 failed in 2.0 s, one after the other 3.5 s',
		'',
	]);
});

test('of one poem that comes at once nothing is told', () => {
	for (const isTTY of [true, false]) {
		const { progress, take, written } = progressOn(isTTY);
		take({ type: 'batch-started', time: 1_000, ...batch, hosts: hosts.slice(0, 1) }, begins(2, 1_000));
		take(...receives(2, 1_001, 5), ...succeeds(2, 1_002, 5, 2));
		progress.end();
		vi.advanceTimersByTime(1_000);
		expect(written()).toBe('');
	}
});
