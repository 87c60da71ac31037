import type { Rect } from '../layout.ts';
import { graphemesOf } from '../text/graphemes.ts';
import type { Row, Span } from '../text/rows.ts';
import { shownInRow } from '../text/shown.ts';
import { textWidth } from '../text/width.ts';

/** One row of a terminal. */
export interface CellRow {
	/** What each column shows: a space where it shows nothing, and nothing beside a glyph of several columns. */
	readonly glyphs: string[];
	/** How each column looks: the parameters of an SGR sequence. A space has a look only where one can see it. */
	readonly looks: string[];
}

/** Rows at their place. */
export interface Layer {
	readonly rect: Rect;
	readonly rows: readonly Row[];
	/** It covers what is below it. */
	readonly opaque: boolean;
}

/** What a span and a glyph become on this terminal. */
export interface Style {
	readonly look: (span: Span) => string;
	readonly glyph: (glyph: string, columns: number) => string;
}

/** The layers in the cells of a terminal, the opaque ones over all others. What is outside of its rectangle is cut. */
export function cellsOf(
	layers: Iterable<Layer>,
	{ columns, rows }: { readonly columns: number; readonly rows: number },
	style: Style,
): readonly CellRow[] {
	const cells = Array.from({ length: rows }, (): CellRow => {
		return { glyphs: Array<string>(columns).fill(' '), looks: Array<string>(columns).fill('') };
	});
	const inOrder = Array.from(layers).toSorted((one, other) => Number(one.opaque) - Number(other.opaque));
	for (const { rect, rows: content, opaque } of inOrder) {
		const right = Math.min(columns, rect.x + rect.width);
		for (let index = 0; index < rect.height; index += 1) {
			const row = cells[rect.y + index];
			if (row !== undefined) {
				putRow(row, content[index] ?? [], { from: rect.x, to: right, opaque }, style);
			}
		}
	}
	return cells;
}

/** The rows as plain text, without the spaces at their ends. */
export function cellsText(cells: readonly CellRow[]): string {
	return cells.map(({ glyphs }) => glyphs.join('').trimEnd()).join('\n');
}

interface Place {
	readonly from: number;
	readonly to: number;
	readonly opaque: boolean;
}

function putRow(cells: CellRow, row: Row, { from, to, opaque }: Place, style: Style): void {
	let column = from;
	for (const piece of row) {
		const look = style.look(piece);
		const seen = piece.inverse === true || piece.underline === true;
		const isSimple = simple.test(piece.text);
		for (const grapheme of isSimple ? piece.text : graphemesOf(shownInRow(piece.text))) {
			const width = isSimple ? 1 : textWidth(grapheme);
			if (column + width > to) {
				break;
			}
			if (width > 0) {
				put(cells, column, style.glyph(grapheme, width), width, grapheme !== ' ' || seen ? look : '');
				column += width;
			}
		}
	}
	for (; opaque && column < to; column += 1) {
		put(cells, column, ' ', 1, '');
	}
}

/** A part of a wide glyph is never left: what covers one part blanks the others. */
function put({ glyphs, looks }: CellRow, column: number, glyph: string, width: number, look: string): void {
	let head = column;
	while (head > 0 && glyphs[head] === '') {
		head -= 1;
	}
	glyphs.fill(' ', head, column);
	for (let at = column + width; glyphs[at] === ''; at += 1) {
		glyphs[at] = ' ';
	}
	glyphs[column] = glyph;
	looks[column] = look;
	glyphs.fill('', column + 1, column + width);
	looks.fill(look, column + 1, column + width);
}

/** Characters that are safe, stand alone, and take one column each. */
const simple =
	/^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2039\u203a\u2190-\u2193\u2500-\u259f\u25b6\u25b8\u25cb\u25cf\u25d0\u2717\u21af]*$/;
