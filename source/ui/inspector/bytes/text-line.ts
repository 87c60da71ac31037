import { firstIndex } from '../../first-index.ts';
import { type Cell, cellAt } from './cells.ts';
import { type Ruler, segmentsWithin } from './rulers.ts';
import type { SparseBytes } from './sparse-bytes.ts';

/** A direction's bytes as they are laid out: up to `end`, divided by the rulers. */
export interface Body {
	readonly bytes: SparseBytes;
	readonly end: number;
	readonly rulers: readonly Ruler[];
	/** Where segments begin and end, in order. */
	readonly boundaries: readonly number[];
}

/** A cell in its column. */
export interface PlacedCell extends Cell {
	readonly offset: number;
	readonly column: number;
	/** Columns after it that stand for no byte: they make room for a ruler. */
	readonly pad: number;
}

/** One line of bytes. */
export interface TextLine {
	readonly from: number;
	readonly to: number;
	readonly cells: readonly PlacedCell[];
	readonly width: number;
}

/** A direction's bytes with every boundary that its rulers have. */
export function bodyOf(bytes: SparseBytes, end: number, rulers: readonly Ruler[]): Body {
	const boundaries = new Set(rulers.flatMap(({ segments }) => segments.flatMap(({ from, to }) => [from, to])));
	return { bytes, end, rulers, boundaries: [...boundaries.add(end)].sort((a, b) => a - b) };
}

/**
 * Lays out the line that begins at an offset, in at most so many columns. Every byte stands below its place on the
 * rulers: where a segment would be too short to be drawn, columns that stand for no byte follow its last cell.
 */
export function layLine(body: Body, from: number, maxWidth: number): TextLine {
	const cells: PlacedCell[] = [];
	const boundaryAfter = boundariesFrom(body.boundaries, from);
	let column = 0;
	let offset = from;
	while (offset < body.end) {
		const cell = cellAt(body.bytes, offset, boundaryAfter);
		const next = offset + cell.bytes;
		const wanted = boundaryAfter(offset) === next ? columnsNeeded(body.rulers, next, cells, offset, column) : 0;
		const pad = Math.max(0, wanted - column - cell.width);
		if (cells.length > 0 && column + cell.width + pad > maxWidth) {
			break;
		}
		const room = Math.min(pad, Math.max(0, maxWidth - column - cell.width));
		const { bytes, text, width, kind } = cell;
		cells.push({ bytes, text, width, kind, offset, column, pad: room });
		column += cell.width + room;
		offset = next;
		if (cell.breaks === true) {
			break;
		}
	}
	return { from, to: offset, cells, width: column };
}

/**
 * Where the line that begins at an offset ends. Plain ASCII without a boundary in it need not be laid out for that,
 * and of a long poem most lines are so.
 */
export function lineEnd(body: Body, from: number, maxWidth: number): number {
	const plainEnd = Math.min(from + maxWidth, boundariesFrom(body.boundaries, from)(from) - 1);
	for (let at = from; at < plainEnd; at += 1) {
		const byte = body.bytes.at(at) ?? 0;
		if (byte === lineFeed) {
			return at + 1;
		}
		if (byte < 0x20 || byte > 0x7e) {
			return layLine(body, from, maxWidth).to;
		}
	}
	const next = body.bytes.at(plainEnd) ?? 0x80;
	return plainEnd === from + maxWidth && next < 0x80 ? plainEnd : layLine(body, from, maxWidth).to;
}

const lineFeed = 0x0a;

/** The column of a byte, or of the end of the line. */
export function columnOf({ cells, width }: Pick<TextLine, 'cells' | 'width'>, offset: number): number {
	const index = firstIndex(cells.length, at => {
		const cell = cells[at];
		return cell === undefined || cell.offset + cell.bytes > offset;
	});
	return cells[index]?.column ?? width;
}

/** The first column that the segments which end at an offset leave free; `column` is that of the last cell before it. */
function columnsNeeded(
	rulers: readonly Ruler[],
	next: number,
	cells: readonly PlacedCell[],
	last: number,
	column: number,
): number {
	const from = cells[0]?.offset ?? last;
	const needed = rulers.map(({ segments }) => {
		const [segment] = segmentsWithin(segments, next - 1, next);
		return segment === undefined || segment.to !== next || segment.from < from
			? 0
			: columnOf({ cells, width: column }, segment.from) + segment.minWidth;
	});
	return Math.max(...needed);
}

/** Gives the first boundary after an offset, for offsets that only grow. */
function boundariesFrom(boundaries: readonly number[], from: number): (offset: number) => number {
	let next = firstIndex(boundaries.length, index => (boundaries[index] ?? 0) > from);
	return offset => {
		while (next < boundaries.length && (boundaries[next] ?? 0) <= offset) {
			next += 1;
		}
		return boundaries[next] ?? Number.POSITIVE_INFINITY;
	};
}
