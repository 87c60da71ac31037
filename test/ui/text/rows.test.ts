import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headingRow, placeColumns, tableRow } from '../../../source/ui/text/columns.ts';
import {
	barOf,
	clipRow,
	clipText,
	padText,
	rowText,
	rowWidth,
	span,
	sparkline,
	spreadRow,
} from '../../../source/ui/text/rows.ts';
import { erasedText, insertText } from '../../../source/ui/text/text-field.ts';
import { textWidth } from '../../../source/ui/text/width.ts';

const anyText = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom('雨ニモマケズ', 'e\u0301te\u0301', '👩‍👩‍👧 x', 'poetry'),
);
const anyRow = fc.array(
	anyText.map(text => span(text)),
	{ maxLength: 6 },
);

describe('rows', () => {
	it('are cut to any width', () => {
		fc.assert(
			fc.property(anyRow, fc.nat(40), (row, width) => {
				expect(rowWidth(clipRow(row, width))).toBeLessThanOrEqual(width);
			}),
		);
	});

	it('keep their right part whole, and cut the left one', () => {
		expect(rowText(spreadRow([span('a long left part')], [span('right')], 14))).toBe('a long … right');
		fc.assert(
			fc.property(anyRow, anyRow, fc.nat(40), (left, right, width) => {
				expect(rowWidth(spreadRow(left, right, width))).toBeLessThanOrEqual(width);
			}),
		);
	});

	it('say when something was cut, even where a piece just ends', () => {
		expect(rowText(clipRow([span('abc'), span('def')], 3))).toBe('ab…');
		expect(clipText('雨ニモマケズ', 5)).toBe('雨ニ…');
		expect(padText('雨', 4, 'right')).toBe('  雨');
	});

	it('draw a bar in proportion, and never past its width', () => {
		expect(rowText(barOf(50, 100, 10))).toBe('━━━━━─────');
		expect(rowText(barOf(500, 100, 4))).toBe('━━━━');
		expect(rowText(barOf(5, 0, 4))).toBe('────');
	});

	it('draw nothing as a space, and something as at least the lowest tick', () => {
		expect(sparkline([0, 1, 50, 100])).toBe(' ▁▄█');
	});
});

describe('a table', () => {
	const columns = [
		{ name: 'name', minWidth: 4, maxWidth: 8, dropRank: 0, cell: (text: string) => [span(text)] },
		{ name: 'size', heading: 'size', minWidth: 4, align: 'right' as const, dropRank: 1, cell: () => [span('1')] },
		{ name: 'more', minWidth: 4, dropRank: 2, cell: () => [span('more')] },
	];

	it('drops what matters least where there is no room, and never the first', () => {
		expect(placeColumns(columns, 14).map(({ column }) => column.name)).toEqual(['name', 'size', 'more']);
		expect(placeColumns(columns, 13).map(({ column }) => column.name)).toEqual(['name', 'size']);
		expect(placeColumns(columns, 2).map(({ column }) => column.name)).toEqual(['name']);
	});

	it('lines numbers up at the right, under their headings', () => {
		const placed = placeColumns(columns, 12);
		expect(rowText(tableRow(placed, 'ecstasy'))).toBe('ecstasy    1');
		expect(rowText(headingRow(placed))).toBe('        size');
		expect(rowText(tableRow(placed, 'ozymandias'))).toBe('ozyman…    1');
	});
});

describe('a text field', () => {
	it('takes characters as a person counts them, and drops what cannot be seen', () => {
		expect(insertText('a', 'b\r\n\u001b\u202ec')).toBe('abc');
		expect(erasedText('noe\u0308', 'erase')).toBe('no');
		expect(erasedText('', 'erase')).toBe('');
		expect(erasedText('miss ecstasy ', 'erase-word')).toBe('miss ');
	});

	it('does not grow without end', () => {
		expect(textWidth(insertText('', 'x'.repeat(10_000)))).toBeLessThanOrEqual(200);
	});
});
