import { describe, expect, test } from 'vitest';
import { historyBounds } from '../../source/lab/history/event-history.ts';
import { vitalsReport } from './report.ts';
import type { Vital } from './vitals.ts';

const megabyte = 1024 * 1024;

/** A run of five minutes, measured every five seconds. */
function run(change: (nth: number) => Partial<Vital>): readonly Vital[] {
	return Array.from({ length: 60 }, (_, nth) => ({
		atS: (nth + 1) * 5,
		heapBytes: 50 * megabyte,
		outsideBytes: 10 * megabyte,
		rssBytes: 200 * megabyte,
		resources: 100,
		lagP99Ms: 30,
		lagMaxMs: 100,
		cpuShare: 0.5,
		events: historyBounds.maxEvents,
		...change(nth),
	}));
}

const complaints = (change: (nth: number) => Partial<Vital>) => vitalsReport(run(change)).complaints;

describe('a soak', () => {
	test('takes memory that goes up and down for flat, also where it first rises', () => {
		expect(complaints(nth => ({ heapBytes: (nth < 12 ? nth * 4 : 40 + (nth % 7) * 5) * megabyte }))).toEqual([]);
	});

	test('tells of memory that goes on growing, in and outside of the heap, also below peaks that come and go', () => {
		expect(complaints(nth => ({ heapBytes: (50 + nth) * megabyte }))).toEqual([
			expect.stringMatching(/^the least memory in use grew from \d+ MB to \d+ MB$/),
		]);
		expect(complaints(nth => ({ outsideBytes: (20 + 2 * nth + (nth % 5) * 10) * megabyte }))).toHaveLength(1);
		expect(complaints(nth => ({ heapBytes: (50 + 3 * nth) * megabyte }))).toHaveLength(2);
		expect(complaints(nth => ({ rssBytes: (200 + 12 * nth) * megabyte }))).toEqual([
			expect.stringMatching(/^resident memory grew/),
		]);
	});

	test('allows for a history that is still filling, and no more than that', () => {
		expect(complaints(nth => ({ events: nth, heapBytes: (50 + nth) * megabyte }))).toEqual([]);
		expect(complaints(nth => ({ events: nth, heapBytes: (50 + 5 * nth) * megabyte }))).toHaveLength(2);
	});

	test('tells of sockets that pile up, and of a loop that is late by its own work', () => {
		expect(complaints(nth => ({ resources: nth * 10 }))).toEqual([
			'never fewer than 400 sockets and timers at the end',
		]);
		expect(complaints(nth => ({ resources: nth % 2 === 0 ? 100 : 500 }))).toEqual([]);
		expect(complaints(() => ({ lagP99Ms: 900 }))).toEqual([]);
		expect(complaints(() => ({ lagP99Ms: 900, cpuShare: 0.95 }))).toEqual([expect.stringContaining('900 ms late')]);
	});

	test('says so where it was too short to tell', () => {
		const { table, complaints: none } = vitalsReport(run(() => ({})).slice(0, 9));
		expect(table).toContain('too short to tell');
		expect(none).toEqual([]);
	});
});
