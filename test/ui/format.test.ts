import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	formatAge,
	formatBytes,
	formatClock,
	formatCount,
	formatDuration,
	formatHitRatio,
	formatPlural,
	formatProgress,
	formatRatio,
} from '../../source/ui/format.ts';

describe('formatBytes', () => {
	it.each([
		[0, '0 B'],
		[812, '812 B'],
		[999, '999 B'],
		[1_000, '1.0 kB'],
		[3_003, '3.0 kB'],
		[9_949, '9.9 kB'],
		[9_950, '10 kB'],
		[262_144, '262 kB'],
		[999_499, '999 kB'],
		[999_500, '1.0 MB'],
		[1_400_000, '1.4 MB'],
		[2e12, '2.0 TB'],
	])('says %d as %s', (bytes, text) => {
		expect(formatBytes(bytes)).toBe(text);
	});

	it('never takes more than seven columns', () => {
		fc.assert(fc.property(fc.integer({ min: 0, max: 1e14 }), bytes => formatBytes(bytes).length <= 7));
	});
});

describe('formatProgress', () => {
	it.each([
		[120, 812, '120/812 B'],
		[120, 3_003, '0.1/3.0 kB'],
		[3_003, 3_003, '3.0/3.0 kB'],
		[0, 45_000, '0/45 kB'],
		[120, undefined, '120 B'],
	])('says %s of %s in the unit of the whole', (bytes, whole, text) => {
		expect(formatProgress(bytes, whole)).toBe(text);
	});
});

describe('formatDuration', () => {
	it.each([
		[0, '0.0 ms'],
		[0.3, '0.3 ms'],
		[9.94, '9.9 ms'],
		[9.96, '10 ms'],
		[12.3, '12 ms'],
		[999.4, '999 ms'],
		[999.6, '1.0 s'],
		[1_204, '1.2 s'],
		[59_940, '59.9 s'],
		[59_960, '1m 00s'],
		[125_000, '2m 05s'],
		[11_220_000, '3h 07m'],
		[-1, '0.0 ms'],
	])('says %d ms as %s', (ms, text) => {
		expect(formatDuration(ms)).toBe(text);
	});

	it('never takes more than seven columns in a day', () => {
		fc.assert(fc.property(fc.double({ min: 0, max: 86_400_000, noNaN: true }), ms => formatDuration(ms).length <= 7));
	});
});

describe('the other formats', () => {
	it('moves an age in tenths of a second, and never shows milliseconds', () => {
		expect([formatAge(0), formatAge(149), formatAge(999), formatAge(2_100), formatAge(-5)]).toEqual([
			'0.0 s',
			'0.1 s',
			'0.9 s',
			'2.1 s',
			'0.0 s',
		]);
	});

	it('tells the local time of day to the millisecond or to the second', () => {
		const time = new Date(2024, 10, 22, 10, 2, 31, 118).getTime();
		expect(formatClock(time)).toBe('10:02:31.118');
		expect(formatClock(time, 's')).toBe('10:02:31');
		expect(formatClock(time + 0.9)).toBe('10:02:31.118');
	});

	it('sets thousands apart', () => {
		expect([formatCount(0), formatCount(999), formatCount(1_284), formatCount(1_234_567)]).toEqual([
			'0',
			'999',
			'1,284',
			'1,234,567',
		]);
	});

	it('shows as much as the whole only once all of it has come', () => {
		expect(formatProgress(2_708, 2_709)).toBe('2.6/2.7 kB');
		expect(formatProgress(2_709, 2_709)).toBe('2.7/2.7 kB');
		expect(formatProgress(99_999, 100_000)).toBe('99/100 kB');
		expect(formatProgress(811, 812)).toBe('811/812 B');
	});

	it('says 100% only of all, 0% only of none, and nothing of nothing', () => {
		expect([
			formatRatio(1_999, 2_000),
			formatRatio(2_000, 2_000),
			formatRatio(1, 2_000),
			formatRatio(0, 2_000),
			formatRatio(0, 0),
		]).toEqual(['99%', '100%', '1%', '0%', undefined]);
	});

	it('counts a poem that was served stale once: as the miss that it was', () => {
		const afterStale = { hits: 1, misses: 2, collapsed: 1, stale: 2 };
		expect(formatHitRatio(afterStale)).toBe('25%');
		expect(formatHitRatio({ hits: 0, misses: 0, collapsed: 0 })).toBeUndefined();
	});

	it('puts a noun in its number', () => {
		expect([formatPlural(1, 'poem'), formatPlural(2, 'poem'), formatPlural(0, 'entry', 'entries')]).toEqual([
			'1 poem',
			'2 poems',
			'0 entries',
		]);
	});
});
