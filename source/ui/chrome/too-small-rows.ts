import { smallestSize } from '../arrangement/arrangement.ts';
import { clipText, gap, type Row, span } from '../text/rows.ts';
import { textWidth } from '../text/width.ts';

/** What the screen says where there is no room for it: the size it needs, and the size there is. */
export function tooSmallRows(columns: number, rows: number): readonly Row[] {
	const lines = [
		span('poetry lab', 'title'),
		span(`needs ${smallestSize.columns}x${smallestSize.rows}`),
		span(`this terminal is ${columns}x${rows}`, 'dim'),
		span('q quits', 'dim'),
	].slice(0, rows);
	const above = Math.floor((rows - lines.length) / 2);
	return [
		...Array.from({ length: above }, (): Row => []),
		...lines.map((line): Row => {
			const text = clipText(line.text, columns);
			return [gap(Math.floor((columns - textWidth(text)) / 2)), { ...line, text }];
		}),
	];
}
