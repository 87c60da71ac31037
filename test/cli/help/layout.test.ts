import { expect, test } from 'vitest';
import { leftWidthOf, plain, table, wrap } from '../../../source/cli/help/layout.ts';

const words = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';

test('words stand in one column, also on their second line', () => {
	expect(
		table(
			[
				{ left: '--long', words },
				{ left: '-s', words: 'short' },
			],
			plain,
			6,
		),
	).toEqual([
		'  --long  one two three four five six seven eight nine ten eleven twelve',
		'          thirteen fourteen',
		'  -s      short',
	]);
});

test('what is wider than the column stands on a line of its own', () => {
	expect(table([{ left: '--much-longer', words: 'word' }], plain, 6)).toEqual(['  --much-longer', '          word']);
});

test('an aside that does not fit begins a line, and is never broken', () => {
	const rows = table([{ left: '-s', words: 'w'.repeat(70), aside: 'an aside' }], plain, 2);
	expect(rows).toEqual([`  -s  ${'w'.repeat(70)}`, '      (an aside)']);
	expect(table([{ left: '-s', words: 'w', aside: 'an aside' }], plain, 2)).toEqual(['  -s  w (an aside)']);
});

test('the column is as wide as the widest that may stand beside words', () => {
	expect(
		leftWidthOf(
			['a', 'abc', 'abcdef'].map(left => ({ left, words })),
			4,
		),
	).toBe(3);
});

test('a line is as full as it can be, and a word that is too long is not broken', () => {
	expect(wrap('ab cd ef', 5)).toEqual(['ab cd', 'ef']);
	expect(wrap('abcdefgh ij', 5)).toEqual(['abcdefgh', 'ij']);
});
