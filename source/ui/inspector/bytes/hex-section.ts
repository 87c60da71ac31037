import { afterBytes } from '../../../wire/netstring-words.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { clipRow, gap, joinSpans, type Row, type Span, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';
import { cellAt, hexOf } from './cells.ts';
import { partTone, type Ruler, type Segment, segmentsWithin } from './rulers.ts';
import type { MarkedBytes, Section } from './section.ts';
import type { RuledFlow } from './text-line.ts';

/** From this width on, a row has 16 bytes; else 8. */
const wideFrom = 108;
const gutterWidth = 8;

const signs = { write: '║', chunk: '│', both: '╫', frame: '┊' } as const;
const legendSpans: Row = [
	span(signs.write, 'key'),
	span(' a write begins  ', 'dim'),
	span(signs.chunk, 'key'),
	span(' a chunk  ', 'dim'),
	span(signs.both, 'key'),
	span(' both  ', 'dim'),
	span(signs.frame, 'key'),
	span(' a part of the frame', 'dim'),
];

/** A direction's bytes in hex: where something begins there is a sign before its first byte, and its name at the right. */
export function hexSection(flow: RuledFlow, width: number): Section {
	const perRow = width >= wideFrom ? 16 : 8;
	const legend = clipRow([gap(gutterWidth), ...legendSpans], width);
	// Of what came before a recording nothing is known but its number.
	const first = Math.floor(flow.before / perRow);
	return {
		rowCount: Math.ceil(flow.end / perRow) - first + 1,
		rows: (from, count, marked) =>
			Array.from({ length: count }, (_, index) => {
				const row = from + index - 1;
				return row < 0 ? legend : clipRow(hexRow(flow, (first + row) * perRow, perRow, marked), width);
			}),
		rowOf: offset => Math.max(0, Math.floor(offset / perRow) - first) + 1,
	};
}

function hexRow(flow: RuledFlow, from: number, perRow: number, marked: readonly MarkedBytes[]): Row {
	const to = Math.min(flow.end, from + perRow);
	const begun = beginningsIn(flow, from, to);
	const bytes: Span[] = [];
	for (let at = from; at < to; at += 1) {
		const byte = flow.bytes.at(at);
		const mark = marked.find(match => match.from <= at && at < match.to);
		const inverse = mark !== undefined || flow.fault?.at === at;
		const tone: Tone = mark?.current === true ? 'focus' : partTone(flow, at);
		bytes.push(span(begun.find(({ place }) => place === at)?.sign ?? ' ', 'key'));
		bytes.push({ text: byte === undefined ? '··' : hexOf(byte), tone, ...(inverse ? { inverse } : {}) });
	}
	const names = begun.map(({ sign, words, tone }): Row => [span(sign, 'key'), span(words, tone)]);
	const { fault } = flow;
	return [
		span(`${String(from).padStart(gutterWidth - 2)} `, 'dim'),
		...bytes,
		gap(2 + (from + perRow - to) * 3),
		...textColumn(flow, from, to),
		gap(2 + from + perRow - to),
		...(fault !== undefined && fault.at >= from && fault.at < to ? [span(`✗ ${afterBytes(fault.at)} `, 'failed')] : []),
		...joinSpans(names, gap(1)),
	];
}

/** Something that begins at a byte: a write, a chunk or a part of the frame, or several of them. */
interface Beginning {
	readonly place: number;
	readonly sign: string;
	readonly words: string;
	readonly tone: Tone;
}

function beginningsIn({ rulers }: RuledFlow, from: number, to: number): readonly Beginning[] {
	const begun = rulers.flatMap(({ name, segments }) =>
		segmentsWithin(segments, from, to)
			.filter(segment => segment.from >= from)
			.map(segment => ({ name, segment, words: wordsOf(name, segment, segments) })),
	);
	const places = [...new Set(begun.map(({ segment }) => segment.from))].sort((a, b) => a - b);
	return places.map(place => {
		const here = begun.filter(({ segment }) => segment.from === place);
		const tone = here.findLast(({ name }) => name === 'frame')?.segment.tone ?? 'dim';
		const [hasWrite, hasChunk] = [here.some(({ name }) => name === 'write'), here.some(({ name }) => name === 'chunk')];
		const kind = hasWrite ? (hasChunk ? 'both' : 'write') : hasChunk ? 'chunk' : 'frame';
		return { place, sign: signs[kind], words: here.map(({ words }) => words).join(' '), tone };
	});
}

function wordsOf(name: Ruler['name'], segment: Segment, segments: readonly Segment[]): string {
	return name === 'frame' || segment.blank === true
		? (segment.sign ?? segment.labels[0] ?? '')
		: `${name} ${segments.indexOf(segment) + 1}`;
}

/** One column for each byte: a character stands in that of its first byte, if it has no more columns than bytes. */
function textColumn(flow: RuledFlow, from: number, to: number): Row {
	const row: Span[] = [];
	for (let at = from; at < to; ) {
		const { bytes, text, kind } = cellAt(flow.bytes, at, to);
		const shown = kind === 'text' || kind === 'control' ? visibleLine(text) : '';
		const fits = shown !== '' && textWidth(shown) <= bytes;
		row.push(span(fits ? shown : '', kind === 'control' ? 'dim' : partTone(flow, at)));
		row.push(span('·'.repeat(bytes - (fits ? textWidth(shown) : 0)), kind === 'invalid' ? 'failed' : 'dim'));
		at += bytes;
	}
	return row;
}
