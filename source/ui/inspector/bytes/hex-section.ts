import { visibleLine } from '../../../wire/visible-text.ts';
import { clipRow, gap, type Row, type Span, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import type { Tone } from '../../theme.ts';
import { cellAt, hexOf } from './cells.ts';
import type { Flow } from './conversation.ts';
import { partTone, type Ruler, type Segment, segmentsWithin } from './rulers.ts';
import type { MarkedBytes, Section } from './section.ts';
import type { Body } from './text-line.ts';

/** From this width on, a row has 16 bytes; else 8. */
const wideFrom = 108;
const gutterWidth = 8;

const signWords: Row = [
	['║', ' a write begins  '],
	['│', ' a chunk  '],
	['╫', ' both  '],
	['┊', ' a part of the frame'],
].flatMap(([sign = '', words = '']) => [span(sign, 'key'), span(words, 'dim')]);

/** A direction's bytes in hex: where something begins there is a sign before its first byte, and its name at the right. */
export function hexSection(flow: Flow, body: Body, width: number): Section {
	const perRow = width >= wideFrom ? 16 : 8;
	const legend = clipRow([gap(gutterWidth), ...signWords], width);
	// Of what came before a recording nothing is known but its number.
	const first = Math.floor(flow.before / perRow);
	return {
		rowCount: Math.ceil(body.end / perRow) - first + 1,
		rows: (from, count, marked) =>
			Array.from({ length: count }, (_, index) => {
				const row = from + index - 1;
				return row < 0 ? legend : clipRow(hexRow(flow, body, (first + row) * perRow, perRow, marked), width);
			}),
		rowOf: offset => Math.max(0, Math.floor(offset / perRow) - first) + 1,
	};
}

function hexRow(flow: Flow, body: Body, from: number, perRow: number, marked: readonly MarkedBytes[]): Row {
	const to = Math.min(body.end, from + perRow);
	const begun = beginningsIn(body, from, to);
	const bytes: Span[] = [];
	for (let at = from; at < to; at += 1) {
		const byte = body.bytes.at(at);
		const mark = marked.find(match => match.from <= at && at < match.to);
		const inverse = mark !== undefined || flow.fault?.at === at;
		const tone: Tone = mark?.current === true ? 'focus' : partTone(flow, at);
		bytes.push(span(begun.get(at)?.sign ?? ' ', 'key'));
		bytes.push({ text: byte === undefined ? '··' : hexOf(byte), tone, ...(inverse ? { inverse } : {}) });
	}
	const names = [...begun.values()].flatMap(({ sign, words, tone }, index): Span[] => [
		...(index > 0 ? [gap(1)] : []),
		span(sign, 'key'),
		span(words, tone),
	]);
	const fault = flow.fault !== undefined && flow.fault.at >= from && flow.fault.at < to;
	return [
		span(`${String(from).padStart(gutterWidth - 2)} `, 'dim'),
		...bytes,
		gap(2 + (from + perRow - to) * 3),
		...textColumn(flow, body, from, to),
		gap(2 + from + perRow - to),
		...(fault ? [span(`✗ byte ${flow.fault?.at} `, 'failed')] : []),
		...names,
	];
}

/** What begins at a byte. */
interface Beginning {
	readonly sign: string;
	readonly words: string;
	readonly tone: Tone;
}

function beginningsIn({ rulers }: Body, from: number, to: number): ReadonlyMap<number, Beginning> {
	const begun = rulers.flatMap(({ name, segments }) =>
		segmentsWithin(segments, from, to)
			.filter(segment => segment.from >= from)
			.map(segment => ({ name, segment, words: beginningWords(name, segment, segments) })),
	);
	const places = [...new Set(begun.map(({ segment }) => segment.from))].sort((a, b) => a - b);
	return new Map(
		places.map(place => {
			const here = begun.filter(({ segment }) => segment.from === place);
			const tone = here.findLast(({ name }) => name === 'frame')?.segment.tone ?? 'dim';
			const sign = signOf(new Set(here.map(({ name }) => name)));
			return [place, { sign, words: here.map(({ words }) => words).join(' '), tone }];
		}),
	);
}

function beginningWords(name: Ruler['name'], segment: Segment, segments: readonly Segment[]): string {
	return name === 'frame' || segment.blank === true
		? (segment.sign ?? segment.labels[0] ?? '')
		: `${name} ${segments.indexOf(segment) + 1}`;
}

function signOf(names: ReadonlySet<Ruler['name']>): string {
	if (names.has('write')) {
		return names.has('chunk') ? '╫' : '║';
	}
	return names.has('chunk') ? '│' : '┊';
}

/** One column a byte: a character in the column of its first byte, where it is no wider than its bytes are many. */
function textColumn(flow: Flow, body: Body, from: number, to: number): Row {
	const row: Span[] = [];
	for (let at = from; at < to; ) {
		const { bytes, text, kind } = cellAt(body.bytes, at, () => to);
		const shown = kind === 'text' || kind === 'control' ? visibleLine(text) : '';
		const fits = shown !== '' && textWidth(shown) <= bytes;
		row.push(span(fits ? shown : '', kind === 'control' ? 'dim' : partTone(flow, at)));
		row.push(span('·'.repeat(bytes - (fits ? textWidth(shown) : 0)), kind === 'invalid' ? 'failed' : 'dim'));
		at += bytes;
	}
	return row;
}
