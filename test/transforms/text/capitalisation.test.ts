import { expect, test } from 'vitest';
import { withCapitalsOf } from '../../../source/transforms/text/capitalisation.ts';

test.each([
	['tiger', 'night', 'night'],
	['Tiger', 'night', 'Night'],
	['TIGER', 'night', 'NIGHT'],
	['I', 'night', 'Night'],
	['Über', 'e\u0301cole', 'E\u0301cole'],
])('with the capitals of %s, %s is %s', (model, word, expected) => {
	expect(withCapitalsOf(model, word)).toBe(expected);
});
