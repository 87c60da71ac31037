import { firstIndexWhere } from '../../../wire/first-index-where.ts';
import { type Row, span } from '../../text/rows.ts';
import { type Ruler, segmentsWithin } from './rulers.ts';
import type { MarkedBytes, Section } from './section.ts';
import { layLine, lineEnd, type RuledFlow, type TextLine } from './text-line.ts';
import { badByteRow, bytesRow, rulerRow } from './text-rows.ts';

/** The columns at the left for a ruler's name, or the number of the line's first byte. */
const gutterWidth = 8;

type Stretch = Pick<TextLine, 'from' | 'to'>;

/** A direction's bytes as text: each line below the rulers that have something to say there. */
export function textSection(flow: RuledFlow, width: number): Section {
	const room = Math.max(8, width - gutterWidth);
	const starts: number[] = [];
	const tops: number[] = [];
	let rowCount = 0;
	for (let at = 0; at < flow.end; ) {
		const line = { from: at, to: lineEnd(flow, at, room) };
		starts.push(at);
		tops.push(rowCount);
		rowCount += rulersShown(flow, line).length + 1 + (hasFault(flow, line) ? 1 : 0);
		at = line.to;
	}

	const rowsOf = (index: number, marked: readonly MarkedBytes[]): readonly Row[] => {
		const line = layLine(flow, starts[index] ?? 0, room);
		const fault = hasFault(flow, line) ? flow.fault : undefined;
		return [
			...rulersShown(flow, line).map(ruler => gutter(ruler.name, rulerRow(ruler, line, room))),
			gutter(String(line.from), bytesRow(flow, line, marked)),
			...(fault === undefined ? [] : [gutter('✗', badByteRow(line, fault, room))]),
		];
	};
	return {
		rowCount,
		rows(from, count, marked) {
			const first = lastUpTo(tops, from);
			const rows: Row[] = [];
			const skipped = from - (tops[first] ?? 0);
			for (let index = first; index < tops.length && rows.length < skipped + count; index += 1) {
				rows.push(...rowsOf(index, marked));
			}
			return rows.slice(skipped, skipped + count);
		},
		rowOf: offset => (tops[lastUpTo(starts, offset) + 1] ?? rowCount) - 1,
	};
}

/** The rulers that have an end in this line; on the first line, all of them. */
function rulersShown({ rulers }: RuledFlow, { from, to }: Stretch): readonly Ruler[] {
	return rulers.filter(({ segments }) => {
		const [segment] = segmentsWithin(segments, from, to);
		return from === 0 || (segment !== undefined && (segment.from >= from || segment.to <= to));
	});
}

/** A missing byte shows at the end of the last line. */
function hasFault({ fault, end }: RuledFlow, { from, to }: Stretch): boolean {
	return fault !== undefined && fault.at >= from && (fault.at < to || (fault.at === to && to === end));
}

function gutter(words: string, row: Row): Row {
	return [span(`${words.padStart(gutterWidth - 2)}  `, words === '✗' ? 'failed' : 'dim'), ...row];
}

/** The index of the last of these numbers that is not above a bound. */
function lastUpTo(numbers: readonly number[], bound: number): number {
	return Math.max(0, firstIndexWhere(numbers.length, index => (numbers[index] ?? 0) > bound) - 1);
}
