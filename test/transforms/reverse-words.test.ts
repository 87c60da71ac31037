import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reverseWords } from '../../source/transforms/reverse-words.ts';

test.each([
	['words take their punctuation along', 'Tyger! Tyger! burning bright,\n', 'bright, burning Tyger! Tyger!\n'],
	['indentation and wide gaps stay in place', '  one  two three\n', '  three  two one\n'],
	['each line keeps its own words and its line end', 'a b\r\nc d\r\n', 'b a\r\nd c\r\n'],
	['a no-break space holds its neighbours together', 'je pleure\u00a0; oui', 'oui pleure\u00a0; je'],
	['an accent on a space is not taken off it', 'a \u0301b c', 'c a \u0301b'],
	['joined emoji and accents stay whole', 'cafe\u0301 👩‍👩‍👧 noir', 'noir 👩‍👩‍👧 cafe\u0301'],
	['a script without spaces is left alone', '床前明月光，\n', '床前明月光，\n'],
	['an empty poem stays empty', '', ''],
])('%s', (_, poem, expected) => {
	expect(reverseWords(poem)).toBe(expected);
});

test('reversing the words twice gives the poem back', () => {
	const poems = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', '\n', '\r\n', '詩', 'e\u0301', '\u00a0') });
	fc.assert(fc.property(poems, poem => reverseWords(reverseWords(poem)) === poem));
});
