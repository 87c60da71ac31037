import { firstIndex } from '../../first-index.ts';
import { type Row, span } from '../../text/rows.ts';
import type { Flow } from './conversation.ts';
import { type Ruler, segmentsWithin } from './rulers.ts';
import type { MarkedBytes, Section } from './section.ts';
import { type Body, layLine, lineEnd, type TextLine } from './text-line.ts';
import { bytesRow, faultRow, rulerRow } from './text-rows.ts';

/** What stands at the left: a ruler's name, or the number of the line's first byte. */
const gutterWidth = 8;

type Stretch = Pick<TextLine, 'from' | 'to'>;

/** A direction's bytes as text: each line below the rulers that have something to say there. */
export function textSection(flow: Flow, body: Body, width: number): Section {
	const room = Math.max(8, width - gutterWidth);
	const starts: number[] = [];
	const tops: number[] = [];
	let rowCount = 0;
	for (let at = 0; at < body.end; ) {
		const line = { from: at, to: lineEnd(body, at, room) };
		starts.push(at);
		tops.push(rowCount);
		rowCount += rulersShown(body, line).length + 1 + (faultIn(flow, body, line) ? 1 : 0);
		at = line.to;
	}

	const rowsOf = (index: number, marked: readonly MarkedBytes[]): readonly Row[] => {
		const line = layLine(body, starts[index] ?? 0, room);
		const fault = faultIn(flow, body, line) ? flow.fault : undefined;
		return [
			...rulersShown(body, line).map(ruler => gutter(ruler.name, rulerRow(ruler, line, room))),
			gutter(String(line.from), bytesRow(flow, line, marked)),
			...(fault === undefined ? [] : [gutter('✗', faultRow(line, fault, room))]),
		];
	};
	return {
		rowCount,
		rows(from, count, marked) {
			const rows: Row[] = [];
			const first = indexOfRow(tops, from);
			for (let index = first; index < tops.length && rows.length < from - (tops[first] ?? 0) + count; index += 1) {
				rows.push(...rowsOf(index, marked));
			}
			const skip = from - (tops[first] ?? 0);
			return rows.slice(skip, skip + count);
		},
		rowOf(offset) {
			const index = indexOfRow(starts, offset);
			return (tops[index + 1] ?? rowCount) - 1;
		},
	};
}

/** The rulers that have an end in this line; on the first line, all of them. */
function rulersShown({ rulers }: Body, { from, to }: Stretch): readonly Ruler[] {
	return rulers.filter(({ segments }) => from === 0 || hasEnd(segments, from, to));
}

function hasEnd(segments: Ruler['segments'], from: number, to: number): boolean {
	const [segment] = segmentsWithin(segments, from, to);
	return segment !== undefined && ((segment.from >= from && segment.from < to) || segment.to <= to);
}

/** A missing byte shows at the end of the last line. */
function faultIn({ fault }: Flow, { end }: Body, { from, to }: Stretch): boolean {
	return fault !== undefined && fault.at >= from && (fault.at < to || (fault.at === to && to === end));
}

function gutter(words: string, row: Row): Row {
	return [span(`${words.padStart(gutterWidth - 2)}  `, words === '✗' ? 'failed' : 'dim'), ...row];
}

/** The last index whose value is not past a row. */
function indexOfRow(tops: readonly number[], row: number): number {
	return Math.max(0, firstIndex(tops.length, index => (tops[index] ?? 0) > row) - 1);
}
