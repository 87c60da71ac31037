import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownInRow } from '../../../source/ui/text/shown.ts';
import { textWidth } from '../../../source/ui/text/width.ts';
import { wrapLine, wrapWords } from '../../../source/ui/text/wrap.ts';

describe('wrapping', () => {
	it('breaks between words, and sets off what goes on', () => {
		expect(wrapLine('Where, like a pillow on a bed', 16)).toEqual(['Where, like a', '  pillow on a', '  bed']);
	});

	it('breaks a word only where it is longer than a row', () => {
		expect(wrapLine('abcdefghij', 6)).toEqual(['abcdef', '  ghij']);
	});

	it('breaks between wide characters, which have no spaces', () => {
		expect(wrapLine('雨ニモマケズ', 7)).toEqual(['雨ニモ', '  マケ', '  ズ']);
	});

	it('keeps an indent with its words', () => {
		expect(wrapLine('    A pregnant bank', 14)).toEqual(['    A pregnant', '  bank']);
	});

	it('never makes a row wider than asked for, and loses no character but spaces', () => {
		const text = fc
			.array(fc.constantFrom('a', 'bc', ' ', '雨', 'e\u0301', '👩‍👩‍👧', '-'), { maxLength: 60 })
			.map(parts => parts.join(''));
		fc.assert(
			fc.property(text, fc.integer({ min: 5, max: 30 }), (line, width) => {
				const rows = wrapLine(line, width);
				expect(Math.max(...rows.map(textWidth))).toBeLessThanOrEqual(width);
				expect(rows.map(shownInRow).join('').replaceAll(' ', '')).toBe(shownInRow(line).replaceAll(' ', ''));
			}),
		);
	});

	it('never parts a number from its unit, where words are wrapped', () => {
		expect(wrapWords('3 poems in 46 ms, one', 13)).toEqual(['3 poems in', '46 ms, one']);
		expect(wrapWords('8 swans sang', 7)).toEqual(['8 swans', 'sang']);
		expect(wrapWords('all 8 stanzas', 5)[0]).toBe('all 8');
	});

	it('says so where words are left out', () => {
		expect(wrapWords('one two three four', 9, 2)).toEqual(['one two', 'three…']);
		expect(wrapWords('one two', 9, 2)).toEqual(['one two']);
	});
});
