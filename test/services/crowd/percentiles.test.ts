import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Percentiles } from '../../../source/events/events.ts';
import {
	countLatency,
	type LatencyCounts,
	noLatencies,
	percentilesIn,
} from '../../../source/lab/model/latency-counts.ts';
import { LatencyMeter } from '../../../source/services/crowd/percentiles.ts';

function countsOf(durations: readonly number[]): LatencyCounts {
	const counts = noLatencies();
	for (const ms of durations) {
		countLatency(counts, ms);
	}
	return counts;
}

const ways: readonly (readonly [string, (durations: readonly number[]) => Percentiles | undefined])[] = [
	[
		'a crowd’s meter',
		durations => {
			const meter = new LatencyMeter();
			for (const ms of durations) {
				meter.note(ms);
			}
			return meter.percentiles();
		},
	],
	['the counts in a state', durations => percentilesIn(countsOf(durations))],
];

/** The nearest rank, by its definition. */
const exact = (durations: readonly number[], percent: number): number =>
	[...durations].sort((a, b) => a - b)[Math.ceil((percent * durations.length) / 100) - 1] ?? Number.NaN;

describe.each(ways)('the percentiles of %s', (_, percentilesOf) => {
	it('are within one percent of the nearest rank, and never beyond what was measured', () => {
		const ms = fc.oneof(
			fc.double({ min: 0.001, max: 100_000, noNaN: true }),
			fc.double({ min: 0.001, max: 10, noNaN: true }),
			fc.constantFrom(0.255, 0.256, 1, 3.3, 20_200),
		);
		fc.assert(
			fc.property(fc.array(ms, { minLength: 1, maxLength: 150 }), durations => {
				const found = percentilesOf(durations);
				for (const percent of [50, 90, 99] as const) {
					const [truth, told] = [exact(durations, percent), found?.[`p${percent}`] ?? 0];
					expect(Math.abs(told - truth) / truth).toBeLessThan(0.01);
					expect(told).toBeGreaterThanOrEqual(Math.min(...durations));
					expect(told).toBeLessThanOrEqual(Math.max(...durations));
				}
				expect(found?.max).toBe(Math.max(...durations));
			}),
		);
	});

	it('are all that one duration where there is one, also of days or of nothing at all', () => {
		for (const ms of [3.3, 0, 1e-7, 9e15]) {
			expect(percentilesOf([ms])).toEqual({ p50: ms, p90: ms, p99: ms, max: ms });
		}
	});

	it('take the lower one of two for the median, and the fifteenth of sixteen for p90', () => {
		expect(percentilesOf([1, 9])).toMatchObject({ p50: expect.closeTo(1, 2), p90: 9 });
		const sixteen = Array.from({ length: 16 }, (_one, at) => at + 1);
		expect(percentilesOf(sixteen)?.p90).toBeCloseTo(15, 0);
	});

	it('are of nothing undefined', () => {
		expect(percentilesOf([])).toBeUndefined();
	});
});
