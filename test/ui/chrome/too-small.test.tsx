import { expect, test } from 'vitest';
import { TooSmall } from '../../../source/ui/chrome/too-small.tsx';
import { drawnRows } from '../../fixtures/drawn.tsx';

const drawn = (columns: number, rows: number) => drawnRows(<TooSmall columns={columns} rows={rows} />, columns, rows);

test('a terminal that is too small is told in its middle what is needed, and what there is', () => {
	expect(drawn(40, 8)).toEqual([
		'',
		'',
		'               poetry lab',
		'              needs 60x16',
		'         this terminal is 40x8',
		'                q quits',
		'',
		'',
	]);
});

test.each([
	[59, 30],
	[20, 4],
	[9, 3],
	[5, 1],
	[1, 1],
])('at %ix%i it never takes more than there is', (columns, rows) => {
	const frame = drawn(columns, rows);
	expect(frame).toHaveLength(rows);
	expect(Math.max(...frame.map(row => row.length))).toBeLessThanOrEqual(columns);
});
