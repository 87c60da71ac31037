import { expect, it } from 'vitest';
import { quantile } from '../../../source/ui/latency/quantile.ts';

const upToMs = [100, 200, 500];

it('estimates within its bucket how long a share of all took', () => {
	expect(quantile(upToMs, [0, 4, 0, 0], 0.5)).toBeCloseTo(100 * 2 ** 0.375);
});

it('never says that one took longer than all of it did', () => {
	expect(quantile(upToMs, [0, 24, 76, 0], 0.99)).toBeGreaterThan(375);
	expect(quantile(upToMs, [0, 24, 76, 0], 0.99, 375)).toBe(375);
});

it('makes no number of the bucket without an end', () => {
	expect(quantile(upToMs, [0, 0, 0, 1], 0.5, 120_000)).toBe(Number.POSITIVE_INFINITY);
});

it('knows nothing of nothing', () => {
	expect(quantile(upToMs, [0, 0, 0, 0], 0.5)).toBeUndefined();
});
