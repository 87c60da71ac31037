import { graphemesOf } from '../../text/graphemes.ts';
import { type Row, rowWidth, type Span, span } from '../../text/rows.ts';
import { shownInRow } from '../../text/shown.ts';
import type { Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';

const blank = span(' ');
/** The second column of a wide character. */
const covered = span('');

/** One row on which texts are put at columns; a later text covers an earlier one, and nothing goes over the edge. */
export class CellRow {
	readonly #cells: Span[];

	constructor(width: number) {
		this.#cells = Array.from({ length: Math.max(0, width) }, () => blank);
	}

	/** Puts a text at a column, cut at the edges. */
	put(at: number, text: string, tone: Tone = 'plain', bold = false): void {
		let column = at;
		for (const grapheme of graphemesOf(shownInRow(text))) {
			const columns = textWidth(grapheme);
			if (column >= 0 && column + columns <= this.#cells.length && columns > 0) {
				this.#uncover(column, columns);
				this.#cells[column] = span(grapheme, tone, bold);
				this.#cells.fill(covered, column + 1, column + columns);
			}
			column += columns;
		}
	}

	/** Puts the pieces of a row one after the other, from a column on. */
	putRow(at: number, row: Row): void {
		for (const [index, { text, tone, bold }] of row.entries()) {
			this.put(at + rowWidth(row.slice(0, index)), text, tone, bold);
		}
	}

	/** The row so far, without the spaces at its end. */
	row(): Row {
		const spans: Span[] = [];
		const end = this.#cells.findLastIndex(cell => cell !== blank) + 1;
		for (const cell of this.#cells.slice(0, end)) {
			const last = spans.at(-1);
			if (last !== undefined && (cell === covered || (last.tone === cell.tone && last.bold === cell.bold))) {
				spans[spans.length - 1] = { ...last, text: last.text + cell.text };
			} else {
				spans.push(cell);
			}
		}
		return spans;
	}

	/** A wide character of which one half is covered is gone as a whole. */
	#uncover(column: number, columns: number): void {
		if (this.#cells[column] === covered) {
			this.#cells[column - 1] = blank;
		}
		if (this.#cells[column + columns] === covered) {
			this.#cells[column + columns] = blank;
		}
	}
}
