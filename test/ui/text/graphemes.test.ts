import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemesOf, runsOf } from '../../../source/ui/text/graphemes.ts';
import { shownInRow } from '../../../source/ui/text/shown.ts';
import { textWidth } from '../../../source/ui/text/width.ts';
import { anyHostileText } from '../../hostile/hostile-text.ts';

test.each([
	['ab', ['a', 'b']],
	['e\u0301x', ['e\u0301', 'x']],
	['古池', ['古', '池']],
	['🇩🇪x', ['🇩🇪', 'x']],
	['क्षि', ['क्षि']],
	['ก\u0e4d\u0e32', ['ก\u0e4d', '\u0e32']],
	['\u1112\u1161\u11ab', ['\u1112\u1161\u11ab']],
])('%s has the characters %j', (text, graphemes) => {
	expect(graphemesOf(text)).toEqual(graphemes);
});

test('a text with a line feed is one column wider than without it, also where that was measured before', () => {
	expect(textWidth('Ҋ\n')).toBe(textWidth('Ҋ') + 1);
	expect(textWidth('Ӝ')).toBe(textWidth('Ӝ\n') - 1);
});

test('a text as it is shown is as wide as its characters are together, and loses nothing in runs', () => {
	fc.assert(
		fc.property(anyHostileText, text => {
			const shown = shownInRow(text);
			expect(graphemesOf(shown).join('')).toBe(shown);
			expect(
				runsOf(shown)
					.map(run => run.text)
					.join(''),
			).toBe(shown);
			expect(textWidth(text)).toBe(graphemesOf(shown).reduce((total, grapheme) => total + textWidth(grapheme), 0));
		}),
		{ numRuns: 500 },
	);
});
