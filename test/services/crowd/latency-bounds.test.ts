import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coarseBoundsMs, fineBoundsMs, latencyBucket } from '../../../source/services/crowd/latency-bounds.ts';

it('goes from 0.1 ms to 100 s in steps of 1, 2 and 5, and the fine bounds have every one of these', () => {
	expect(coarseBoundsMs.slice(0, 5)).toEqual([0.1, 0.2, 0.5, 1, 2]);
	expect(coarseBoundsMs.slice(-3)).toEqual([20_000, 50_000, 100_000]);
	expect(coarseBoundsMs.every(bound => fineBoundsMs.includes(bound))).toBe(true);
});

it.each([coarseBoundsMs, fineBoundsMs])('puts a duration in the one bucket whose ends it lies between', (...bounds) => {
	fc.assert(
		fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), ms => {
			const bucket = latencyBucket(bounds, ms);
			expect(ms).toBeLessThanOrEqual(bounds[bucket] ?? Number.POSITIVE_INFINITY);
			expect(ms).toBeGreaterThan(bounds[bucket - 1] ?? -1);
		}),
	);
});
