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
			expect(shownInRow(visibleText(text))).toBe(visibleText(text).replaceAll('\n', '␊'));
		}),
		{ numRuns: 500 },
	);
});
