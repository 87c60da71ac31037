import type { Row, Span } from '../../text/rows.ts';
import { span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { type Axis, barsOf, decadesOf } from './latency-axis.ts';

const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Bars in so many rows: the tallest fills all of them, and no count above 0 is without a bar. */
export function stripRows(axis: Axis, counts: readonly number[], tone: Tone, rowCount: number): readonly Row[] {
	const bars = barsOf(axis, counts);
	const most = Math.max(1, ...bars);
	const heights = bars.map(count => (count === 0 ? 0 : Math.max(1, Math.round((count / most) * rowCount * 8))));
	const decades = new Set(decadesOf(axis).map(({ column }) => column));
	return Array.from({ length: rowCount }, (_, row): Row => {
		const below = (rowCount - 1 - row) * 8;
		const cells = heights.flatMap(height => {
			const cell = eighths[Math.max(0, Math.min(8, height - below))] ?? ' ';
			return new Array<string>(axis.columnsPerBar).fill(cell);
		});
		return joined(cells, decades, tone);
	});
}

/** Cells of one look become one piece; where a decade begins, a dotted line goes up as far as no bar is there. */
function joined(cells: readonly string[], decades: ReadonlySet<number>, tone: Tone): Row {
	const pieces: Span[] = [];
	for (const [column, cell] of cells.entries()) {
		const piece = cell !== ' ' ? span(cell, tone) : decades.has(column) ? span('┊', 'border') : span(' ', 'border');
		const last = pieces.at(-1);
		if (last !== undefined && last.tone === piece.tone) {
			pieces[pieces.length - 1] = span(last.text + piece.text, piece.tone);
		} else {
			pieces.push(piece);
		}
	}
	return pieces;
}
