import { expect, test } from 'vitest';
import { median, medianRatio, quantile } from './statistics.ts';

test('the median of an even number of values lies between the two in the middle', () => {
	expect(median([9, 1, 3])).toBe(3);
	expect(median([4, 1, 9, 2])).toBe(3);
	expect(median([])).toBeNaN();
});

test('a quantile is one of the values: the first at or beyond that part of them', () => {
	const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
	expect(quantile(hundred, 0.5)).toBe(50);
	expect(quantile(hundred, 0.99)).toBe(99);
	expect(quantile([7], 0.99)).toBe(7);
	expect(quantile([7, 8], 0)).toBe(7);
	expect(quantile([], 0.5)).toBeNaN();
});

test('a ratio is that of the rounds, so that a round that was slow for both changes nothing', () => {
	expect(medianRatio([2, 20, 2], [1, 10, 1])).toBe(2);
	expect(medianRatio([2, 4, 9], [1, 1, 1])).toBe(4);
});

test('a round in which one of the two was not measured does not count', () => {
	expect(medianRatio([2, undefined, 6], [1, 1, undefined])).toBe(2);
	expect(medianRatio([undefined], [1])).toBeNaN();
	expect(medianRatio([1, 3], [0, 1])).toBe(3);
});
