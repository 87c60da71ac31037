import { expect, test } from 'vitest';
import { firstLetterEnd, lettersOf } from '../../source/transforms/letters.ts';

test.each([
	['cat', ['c', 'a', 't']],
	['e\u0301a詩', ['e\u0301', 'a', '詩']],
	['\u0301a', ['\u0301', 'a']],
	['', []],
])('%j has the letters %j, with their accents', (word, letters) => {
	expect(lettersOf(word)).toEqual(letters);
	expect(firstLetterEnd(word)).toBe((letters[0] ?? '').length);
});
