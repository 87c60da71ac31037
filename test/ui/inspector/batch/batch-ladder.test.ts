import { describe, expect, test } from 'vitest';
import type { EventOf, LabEvent } from '../../../../source/events/events.ts';
import { batchLadder } from '../../../../source/ui/inspector/batch/batch-ladder.ts';
import { batchRows } from '../../../../source/ui/inspector/batch/batch-rows.ts';
import { batchSummary } from '../../../../source/ui/inspector/batch/batch-summary.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';

const host = '127.0.0.1';
const names: { readonly [address: string]: string } = {
	'127.0.0.1:1': 'poetry/ecstasy',
	'127.0.0.1:2': 'poetry/tyger',
	'127.0.0.1:3': 'poetry/ozymandias',
};
const started: EventOf<'batch-started'> = {
	type: 'batch-started',
	time: 100,
	batch: 9,
	firstFetch: 1,
	hosts: [1, 2, 3].map(port => ({ host, port })),
	transforms: [],
	atOnce: 3,
	promise: 'all',
};
const begins = (fetch: number, time = 100): readonly LabEvent[] => [
	{ type: 'fetch-started', time, fetch, batch: 9, host, port: fetch, transforms: [] },
	{ type: 'dial-started', time, dial: 10 + fetch, fetch, host, port: fetch, purpose: 'poem' },
	{ type: 'dial-connected', time: time + 1, dial: 10 + fetch, fetch, localPort: 50_000 + fetch },
];
const chunk = (fetch: number, time: number, bytes = 10): LabEvent => ({
	type: 'dial-received',
	time,
	dial: 10 + fetch,
	fetch,
	data: new Uint8Array(bytes),
});
const ends = (fetch: number, time: number): LabEvent => ({
	type: 'fetch-succeeded',
	time,
	fetch,
	bytes: 10,
	durationMs: time - 100,
});
const fails = (fetch: number, time: number): LabEvent => ({
	type: 'fetch-failed',
	time,
	fetch,
	code: 'reset',
	why: 'connection reset',
	durationMs: time - 100,
});
const over = (time: number, counts: Partial<EventOf<'batch-ended'>> = {}): LabEvent => ({
	...{ type: 'batch-ended', time, batch: 9, poems: 3, failed: 0, cancelled: 0 },
	...{ durationMs: time - 100, sumMs: 300, ...counts },
});

function ladderOf(events: readonly LabEvent[]) {
	const ladder = batchLadder(events, address => names[address] ?? address);
	if (ladder === undefined) {
		throw new Error('There is no ladder.');
	}
	return ladder;
}

function drawn(events: readonly LabEvent[], width = 80): readonly string[] {
	const { heads, count, rows } = batchRows(ladderOf(events), 0, width);
	return [heads, ...rows(0, count)].map(row => rowText(row).trimEnd());
}

const allBegin = [started, ...begins(1), ...begins(2), ...begins(3)];

describe('the ladder of a batch', () => {
	test('has its chunks in the order in which they came, each in the lane of its fetch', () => {
		const events = [
			...allBegin,
			...[chunk(2, 110), chunk(1, 111), chunk(3, 112), chunk(1, 113), chunk(2, 114)],
			...[ends(1, 115), ends(2, 116), chunk(3, 120), ends(3, 121), over(121)],
		];
		expect(drawn(events)).toEqual([
			'      ms ecstasy    tyger      ozymandias',
			'     0.0 ╭──────────────────────────────── Promise.all ○ pending',
			'     0.0 ┬          ┊          ┊           ecstasy  begins',
			'     1.0 ├          ┊          ┊           ecstasy  connected',
			'     0.0 │          ┬          ┊           tyger  begins',
			'     1.0 │          ├          ┊           tyger  connected',
			'     0.0 │          │          ┬           ozymandias  begins',
			'     1.0 │          │          ├           ozymandias  connected',
			'    10.0 │          ◀          │           tyger  10 B',
			'    11.0 ◀          │          │           ecstasy  10 B',
			'    12.0 │          │          ◀           ozymandias  10 B',
			'    13.0 ◀          │          │           ecstasy  10 B',
			'    14.0 │          ◀          │           tyger  10 B',
			'    15.0 ●          │          │           ecstasy  fulfilled, 15 ms',
			'    16.0            ●          │           tyger  fulfilled, 16 ms',
			'    20.0                       ◀           ozymandias  10 B',
			'    21.0                       ●           ozymandias  fulfilled, 21 ms',
			'    21.0 ╰──────────────────────────────── Promise.all ● fulfilled: 3 poems',
		]);
		expect(batchSummary(ladderOf(events))).toEqual([
			'first ecstasy 15 ms',
			'last ozymandias 21 ms, held the rest up for 5.0 ms',
			'3 poems in 21 ms, one after the other 300 ms',
		]);
	});

	test('ends the promise of Promise.all with the first that fails, and lets the others go on', () => {
		const rows = drawn([
			...allBegin,
			...[chunk(1, 110), fails(2, 111), chunk(1, 112), ends(1, 113), ends(3, 114)],
			over(114, { poems: 2, failed: 1 }),
		]).slice(8);
		expect(rows).toEqual([
			'    10.0 ◀          │          │           ecstasy  10 B',
			'    11.0 │          ✗          │           tyger  rejected: reset',
			'    11.0 ╰──────────────────────────────── ✗ rejected: tyger reset',
			'    12.0 ◀                     │           ecstasy  10 B',
			'    13.0 ●                     │           ecstasy  fulfilled, 13 ms',
			'    14.0                       ●           ozymandias  fulfilled, 14 ms',
		]);
	});

	test('fulfils the promise of allSettled, whatever failed', () => {
		const settled = { ...started, promise: 'all-settled' } as const;
		const rows = drawn([
			...[settled, ...allBegin.slice(1), fails(2, 111), ends(1, 113), ends(3, 114)],
			over(114, { poems: 2, failed: 1 }),
		]);
		expect(rows.at(-1)).toMatch(/^ {4}14\.0 ╰─+ ● fulfilled: 2 poems, 1 rejected$/);
		expect(rows.join('\n')).not.toContain('Promise.all ✗');
	});

	test('folds a run of chunks of one fetch, and none between which another one’s came', () => {
		const run = [110, 111, 112, 113, 114].map(time => chunk(1, time));
		const words = ladderOf([...allBegin, ...run, chunk(2, 115), ...run.slice(0, 3), chunk(2, 118)]).items.slice(7);
		expect(words.map(({ lane, words }) => `${lane} ${words}`)).toEqual([
			...['0 10 B', '0 3 more, 30 B', '0 10 B'],
			...['1 10 B', '0 10 B', '0 10 B', '0 10 B', '1 10 B'],
		]);
	});

	test('one at a time is a staircase: who waits is dotted, and who has ended is gone', () => {
		const events = [
			...[{ ...started, atOnce: 1 }, ...begins(1), ends(1, 110), ...begins(2, 110), ends(2, 120)],
			...[...begins(3, 120), ends(3, 190), over(190)],
		];
		const lanes = drawn(events)
			.slice(2, -1)
			.map(row => row.slice(9, 33).replaceAll(' ', ''));
		expect(lanes).toEqual(['┬┊┊', '├┊┊', '●┊┊', '┬┊', '├┊', '●┊', '┬', '├', '●']);
		expect(batchSummary(ladderOf(events)).slice(1)).toEqual([
			'longest ozymandias 90 ms',
			'3 poems in 90 ms, one after the other',
		]);
	});

	test('with more fetches than lanes have room, numbers them, and tells the rest in words', () => {
		const hosts = Array.from({ length: 40 }, (_, at) => ({ host, port: at + 1 }));
		const many = [{ ...started, hosts, atOnce: 40 }, ...hosts.flatMap((_, at) => begins(at + 1))];
		const rows = drawn(many, 60);
		expect(Math.max(...rows.map(row => row.length))).toBeLessThanOrEqual(60);
		expect(rows.at(-1)).toContain('127.0.0.1:40  connected');
	});

	test('is not there where the beginning of the batch is no longer kept', () => {
		expect(batchLadder(begins(1), String)).toBeUndefined();
	});
});
