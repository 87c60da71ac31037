import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinLines, splitLines } from '../../../source/transforms/text/lines.ts';

test('LF and CRLF end a line, and the last line may be unfinished', () => {
	expect(splitLines('a\r\n\nb')).toEqual([
		{ text: 'a', end: '\r\n' },
		{ text: '', end: '\n' },
		{ text: 'b', end: '' },
	]);
});

test('an empty poem has no lines', () => {
	expect(splitLines('')).toEqual([]);
});

test('splitting and joining any text gives that text', () => {
	const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\u0301', '詩') });
	fc.assert(fc.property(text, poem => joinLines(splitLines(poem)) === poem));
});
