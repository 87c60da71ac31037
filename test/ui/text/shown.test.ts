import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownInRow } from '../../../source/ui/text/shown.ts';
import { visibleText } from '../../../source/wire/visible-text.ts';
import { unseen } from '../../hostile/drawn.ts';
import { anyHostileText } from '../../hostile/hostile-text.ts';

test('any text stands in a row on one line, with nothing unseen in it, and visible text as it is', () => {
	fc.assert(
		fc.property(anyHostileText, text => {
			expect(shownInRow(text)).not.toMatch(unseen);
			const visible = visibleText(text).replaceAll('\n', '␊');
			// Thai am is taken apart, and looks the same.
			expect(shownInRow(visibleText(text))).toBe(
				visible.replaceAll('\u0e33', '\u0e4d\u0e32').replaceAll('\u0eb3', '\u0ecd\u0eb2'),
			);
		}),
		{ numRuns: 500 },
	);
});
