import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstIndexWhere } from '../../source/wire/first-index-where.ts';

test('it is the index that a look at each in turn finds, or the length', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(20)), fc.nat(22), (numbers, least) => {
			const sorted = [...numbers].sort((a, b) => a - b);
			const found = sorted.findIndex(number => number >= least);
			expect(firstIndexWhere(sorted.length, at => (sorted[at] ?? 0) >= least)).toBe(
				found === -1 ? sorted.length : found,
			);
		}),
	);
});
