import { graphemesOf } from '../../text/graphemes.ts';
import type { Row, Span } from '../../text/rows.ts';
import { shownInRow } from '../../text/shown.ts';
import { textWidth } from '../../text/width.ts';
import type { Tone } from '../../theme.ts';

interface Cell {
	readonly text: string;
	readonly tone: Tone;
	readonly bold: boolean;
}

const blank: Cell = { text: ' ', tone: 'plain', bold: false };
/** The second column of a wide character. */
const covered: Cell = { text: '', tone: 'plain', bold: false };

/** One row on which things are put at columns; what is put later covers what was there, and nothing goes over the edge. */
export class CellRow {
	readonly #cells: Cell[];

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
				this.#cells[column] = { text: grapheme, tone, bold };
				this.#cells.fill(covered, column + 1, column + columns);
			}
			column += columns;
		}
	}

	/** Puts pieces one after the other. */
	putRow(at: number, row: Row): void {
		let column = at;
		for (const { text, tone, bold } of row) {
			this.put(column, text, tone, bold);
			column += textWidth(text);
		}
	}

	/** The row so far, without the spaces at its end. */
	row(): Row {
		const spans: Span[] = [];
		const end = this.#cells.findLastIndex(cell => cell !== blank) + 1;
		for (const { text, tone, bold } of this.#cells.slice(0, end)) {
			const last = spans.at(-1);
			if (last !== undefined && (last.tone === tone || text === '') && (last.bold ?? false) === bold) {
				spans[spans.length - 1] = { ...last, text: last.text + text };
			} else {
				spans.push(bold ? { text, tone, bold } : { text, tone });
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
