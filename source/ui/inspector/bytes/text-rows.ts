import { afterBytes } from '../../../wire/netstring-words.ts';
import { clipRow, clipText, gap, type Row, type Span, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';
import type { CellKind } from './cells.ts';
import type { Flow } from './conversation.ts';
import type { FrameFault } from './frame-parts.ts';
import { partTone, type Ruler, type Segment, segmentsWithin } from './rulers.ts';
import type { MarkedBytes } from './section.ts';
import { columnOf, type TextLine } from './text-line.ts';

/** The filling where there is no byte. */
const noByte = '┈';

/** A line's bytes, each in its part's colour, with what is marked. */
export function bytesRow(flow: Flow, line: TextLine, marked: readonly MarkedBytes[]): Row {
	return line.cells.flatMap((cell): Span[] => {
		const tone = kindTones[cell.kind] ?? partTone(flow, cell.offset);
		const mark = marked.find(({ from, to }) => from < cell.offset + cell.bytes && to > cell.offset);
		const fault = flow.fault?.at === cell.offset;
		const shown: Span = {
			text: cell.text,
			tone: mark?.current === true ? 'focus' : tone,
			...(mark !== undefined || fault ? { inverse: true } : {}),
		};
		return cell.pad > 0 ? [shown, span(noByte.repeat(cell.pad), 'dim')] : [shown];
	});
}

/** A ruler over a line: every end stands in the column of its byte. */
export function rulerRow({ segments, unknown }: Ruler, line: TextLine, width: number): Row {
	if (unknown !== undefined) {
		return [span(clipText(unknown, width), 'dim')];
	}
	const row: Span[] = [];
	let column = 0;
	for (const segment of segmentsWithin(segments, line.from, line.to)) {
		const start = columnOf(line, Math.max(segment.from, line.from));
		const end = columnOf(line, Math.min(segment.to, line.to));
		if (start > column) {
			row.push(gap(start - column));
		}
		row.push(span(segmentText(segment, line, end - start), segment.tone));
		column = end;
	}
	return row;
}

/** The sign below the byte that is wrong, and words on the side where there is room. */
export function badByteRow(line: TextLine, { at }: FrameFault, width: number): Row {
	const column = Math.min(columnOf(line, at), width - 1);
	const words = at === line.to ? `the end, ${afterBytes(at)}` : afterBytes(at);
	const fitsBefore = column > words.length;
	return column + 2 + words.length > width && fitsBefore
		? [gap(column - words.length - 1), span(`${words} `, 'failed'), span('▲', 'failed')]
		: clipRow([gap(column), span('▲', 'failed'), span(` ${words}`, 'failed')], width);
}

function segmentText(segment: Segment, line: TextLine, width: number): string {
	const { labels, sign, blank } = segment;
	const begins = segment.from >= line.from;
	const ends = segment.to <= line.to && segment.goesOn !== true;
	if (blank === true) {
		return (labels.find(label => textWidth(label) <= width) ?? '').padEnd(width);
	}
	if (sign !== undefined) {
		return sign.padEnd(width);
	}
	if (width === 1) {
		return begins ? (ends ? '│' : '├') : ends ? '┤' : '─';
	}
	const room = width - 2;
	const label = labels.find(text => textWidth(text) <= room) ?? '';
	const middle = `${label}${'─'.repeat(Math.max(0, room - textWidth(label)))}`;
	return `${begins ? '├' : '─'}${middle}${ends ? '┤' : '─'}`;
}

const kindTones: { readonly [kind in CellKind]?: Tone } = {
	control: 'dim',
	invalid: 'failed',
	torn: 'warning',
	gap: 'warning',
};
