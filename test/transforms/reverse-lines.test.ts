import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reverseLines } from '../../source/transforms/reverse-lines.ts';

test('the last line comes first, and the poem still ends with its newline', () => {
	expect(reverseLines('one\n  two\n\nthree\n')).toBe('three\n\n  two\none\n');
});

test('line ends stay where they are', () => {
	expect(reverseLines('one\r\ntwo\nthree')).toBe('three\r\ntwo\none');
});

test('an empty poem stays empty', () => {
	expect(reverseLines('')).toBe('');
});

test('reversing the lines twice gives a poem that ends with a newline back', () => {
	const poems = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\r\n', '詩', 'e\u0301', '👩‍👩‍👧') });
	fc.assert(fc.property(poems, poem => reverseLines(reverseLines(`${poem}\n`)) === `${poem}\n`));
});
