import { expect, test } from 'vitest';
import { firstLetterEnd, lettersOf } from '../../../source/transforms/text/letters.ts';

test.each([
	['cat', ['c', 'a', 't']],
	['e\u0301a詩', ['e\u0301', 'a', '詩']],
	['क्षमा', ['क्ष', 'मा']],
	['\u0301a', ['\u0301', 'a']],
	['', []],
])('%j has the letters %j, with their accents', (word, letters) => {
	expect(lettersOf(word)).toEqual(letters);
});

test.each([
	['cat', 1],
	['e\u0301a', 2],
	['', 0],
])('the first letter of %j ends at %i', (word, end) => {
	expect(firstLetterEnd(word)).toBe(end);
});
