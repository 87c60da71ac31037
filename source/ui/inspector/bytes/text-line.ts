import { firstIndexWhere } from '../../../wire/first-index-where.ts';
import { type Cell, cellAt } from './cells.ts';
import type { Flow } from './conversation.ts';
import { type Ruler, rulersOf, segmentsWithin } from './rulers.ts';

/** A direction's bytes as they are laid out. */
export interface RuledFlow extends Flow {
	readonly rulers: readonly Ruler[];
	/** The offsets at which segments begin and end, in order. */
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
	/** In columns. */
	readonly width: number;
}

/** A direction's bytes with its rulers, and every boundary that these have. */
export function ruled(flow: Flow): RuledFlow {
	const rulers = rulersOf(flow);
	const boundaries = new Set(rulers.flatMap(({ segments }) => segments.flatMap(({ from, to }) => [from, to])));
	return { ...flow, rulers, boundaries: [...boundaries.add(flow.end)].sort((a, b) => a - b) };
}

/**
 * Lays out the line that begins at an offset, in at most so many columns. Every byte stands below its place on the
 * rulers: where a segment would be too short to be drawn, columns that stand for no byte follow its last cell.
 */
export function layLine(flow: RuledFlow, from: number, maxWidth: number): TextLine {
	const cells: PlacedCell[] = [];
	let width = 0;
	let offset = from;
	while (offset < flow.end) {
		const boundary = boundaryAfter(flow, offset);
		const cell = cellAt(flow.bytes, offset, boundary);
		const next = offset + cell.bytes;
		const wanted = boundary === next ? columnsNeeded(flow.rulers, next, { from, cells, width }) : 0;
		const pad = Math.max(0, wanted - width - cell.width);
		if (cells.length > 0 && width + cell.width + pad > maxWidth) {
			break;
		}
		const room = Math.min(pad, Math.max(0, maxWidth - width - cell.width));
		// Field by field, since copying objects of several shapes takes most of the time.
		const { bytes, text, kind } = cell;
		cells.push({ bytes, text, width: cell.width, kind, offset, column: width, pad: room });
		width += cell.width + room;
		offset = next;
		if (cell.breaks === true) {
			break;
		}
	}
	return { from, to: offset, cells, width };
}

/**
 * The end of the line that begins at an offset. Plain ASCII without a boundary in it need not be laid out for that,
 * and of a long poem most lines are so.
 */
export function lineEnd(flow: RuledFlow, from: number, maxWidth: number): number {
	const plainEnd = Math.min(from + maxWidth, boundaryAfter(flow, from) - 1);
	for (let at = from; at < plainEnd; at += 1) {
		const byte = flow.bytes.at(at) ?? 0;
		if (byte === lineFeed) {
			return at + 1;
		}
		if (byte < 0x20 || byte > 0x7e) {
			return layLine(flow, from, maxWidth).to;
		}
	}
	const next = flow.bytes.at(plainEnd) ?? 0x80;
	return plainEnd === from + maxWidth && next < 0x80 ? plainEnd : layLine(flow, from, maxWidth).to;
}

const lineFeed = 0x0a;

/** The column of a byte, or of the end of the line. */
export function columnOf({ cells, width }: Pick<TextLine, 'cells' | 'width'>, offset: number): number {
	const index = firstIndexWhere(cells.length, at => {
		const cell = cells[at];
		return cell === undefined || cell.offset + cell.bytes > offset;
	});
	return cells[index]?.column ?? width;
}

/** The least column after the segments that end at an offset, so that each has its width; `line` is without its last cell. */
function columnsNeeded(rulers: readonly Ruler[], next: number, line: Omit<TextLine, 'to'>): number {
	const needed = rulers.map(({ segments }) => {
		const [segment] = segmentsWithin(segments, next - 1, next);
		return segment === undefined || segment.to !== next || segment.from < line.from
			? 0
			: columnOf(line, segment.from) + segment.minWidth;
	});
	return Math.max(...needed);
}

function boundaryAfter({ boundaries }: RuledFlow, offset: number): number {
	const index = firstIndexWhere(boundaries.length, at => (boundaries[at] ?? 0) > offset);
	return boundaries[index] ?? Number.POSITIVE_INFINITY;
}
