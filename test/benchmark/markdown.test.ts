import { expect, test } from 'vitest';
import { formatNumber, joinTables, markdownTable } from './markdown.ts';

const columns = [{ title: 'server' }, { title: 'ms', isNumber: true }];

test('numbers stand at the right of their column and words at the left, in the source as well', () => {
	expect(
		markdownTable({
			columns,
			rows: [
				['bare', '1.5'],
				['the lab', '10.0'],
			],
		}),
	).toBe(['| server  |   ms |', '| ------- | ---: |', '| bare    |  1.5 |', '| the lab | 10.0 |'].join('\n'));
});

test('a row that has fewer cells than columns is filled up', () => {
	expect(
		markdownTable({ columns, rows: [['nginx: not installed']] })
			.split('\n')
			.at(-1),
	).toBe('| nginx: not installed |     |');
});

test('notes follow their table as paragraphs', () => {
	expect(markdownTable({ columns, rows: [], notes: ['One.', 'Two.'] })).toMatch(/\|\n\nOne\.\n\nTwo\.$/);
});

test('tables in a row that share their columns become one, with each note once', () => {
	const other = [{ title: 'server' }, { title: 'ms', isNumber: true }];
	const joined = joinTables([
		{ columns, rows: [['a']], notes: ['Medians.'] },
		{ columns, rows: [['b']], notes: ['Medians.'] },
		{ columns: other, rows: [['c']] },
	]);
	expect(joined).toEqual([
		{ columns, rows: [['a'], ['b']], notes: ['Medians.'] },
		{ columns: other, rows: [['c']] },
	]);
});

test('what could not be measured is a dash', () => {
	expect(formatNumber(undefined, 1)).toBe('–');
	expect(formatNumber(Number.NaN)).toBe('–');
	expect(formatNumber(12_345.678, 1)).toBe('12,345.7');
});
