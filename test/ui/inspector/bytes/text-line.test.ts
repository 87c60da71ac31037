import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationOf, type Flow } from '../../../../source/ui/inspector/bytes/conversation.ts';
import {
	columnOf,
	layLine,
	lineEnd,
	type RuledFlow,
	ruled,
	type TextLine,
} from '../../../../source/ui/inspector/bytes/text-line.ts';
import { bytesRow, rulerRow } from '../../../../source/ui/inspector/bytes/text-rows.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { clientEvents, cutAt, strangerEvents } from './sample-events.ts';

/** Poems with wide, combining, joined, invisible and invalid characters, brackets like ours, and line ends. */
const poem = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'a',
				' ',
				'bed,',
				'\n',
				'雨',
				'é',
				'e\u0301',
				'👩‍👩‍👧',
				'\t',
				'‹FF›',
				'\u202e',
				'\u001b[31m',
				'\u0301',
				'🇩🇪',
			),
			fc.uint8Array({ minLength: 1, maxLength: 3 }),
		),
		{ maxLength: 40 },
	)
	.map(parts => Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part))));
const cuts = fc.array(fc.nat(200), { maxLength: 12 });
const widths = fc.integer({ min: 20, max: 90 });

function flowFor(bytes: Uint8Array, writes: readonly number[], chunks: readonly number[]): Flow {
	const events = [...clientEvents(cutAt(bytes, writes)), ...strangerEvents(cutAt(bytes, chunks))];
	const flow = conversationOf(events, 1)?.toServer;
	if (flow === undefined) {
		throw new Error('there is no conversation');
	}
	return flow;
}

function linesOf(body: RuledFlow, width: number): readonly TextLine[] {
	const lines: TextLine[] = [];
	for (let at = 0; at < body.end; at = lines.at(-1)?.to ?? body.end) {
		lines.push(layLine(body, at, width));
	}
	return lines;
}

const netstring = (payload: Uint8Array): Buffer =>
	Buffer.concat([Buffer.from(`${payload.length + 6}:shout.`), payload, Buffer.from(',')]);

/** The column of the character at an index, on a terminal. */
const columnAt = (text: string, index: number): number => textWidth(text.slice(0, index));

describe('a line of bytes below its rulers', () => {
	it('has every beginning and end of a write, a chunk and a part in the column of its byte', () => {
		fc.assert(
			fc.property(poem, cuts, cuts, widths, (payload, writes, chunks, width) => {
				const flow = flowFor(netstring(payload), writes, chunks);
				const body = ruled(flow);
				for (const line of linesOf(body, width)) {
					for (const ruler of body.rulers) {
						const drawn = rowText(rulerRow(ruler, line, width));
						if (!ruler.segments.some(({ from }) => from === line.from)) {
							expect(drawn).not.toMatch(/^[├│]/);
						}
						if (!ruler.segments.some(({ to }) => to === line.to)) {
							expect(drawn).not.toMatch(/[┤│]$/);
						}
						for (const { from, to, sign } of ruler.segments) {
							const begins = from >= line.from && from < line.to;
							const ends = to > line.from && to <= line.to;
							const first = begins
								? drawn[[...drawn].findIndex((_, at) => columnAt(drawn, at) === columnOf(line, from))]
								: '';
							const last = ends
								? drawn[[...drawn].findIndex((_, at) => columnAt(drawn, at) === columnOf(line, to) - 1)]
								: '';
							if (sign === undefined) {
								expect(begins ? first : '├').toMatch(/[├│]/);
								expect(ends ? last : '┤').toMatch(/[┤│]/);
							} else if (begins) {
								expect(first).toBe(sign);
							}
						}
					}
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('shows every byte once and in order, in cells that stand where the painted row has them', () => {
		fc.assert(
			fc.property(poem, cuts, widths, (payload, chunks, width) => {
				const flow = flowFor(netstring(payload), [], chunks);
				const lines = linesOf(ruled(flow), width);
				const cells = lines.flatMap(line => line.cells);
				expect(cells.map(({ offset }) => offset)).toEqual(
					cells.map((_, index) => cells.slice(0, index).reduce((sum, { bytes }) => sum + bytes, 0)),
				);
				expect(cells.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(flow.bytes.length);
				for (const line of lines) {
					let column = 0;
					for (const piece of line.cells) {
						expect(piece.column).toBe(column);
						column += textWidth(piece.text) + piece.pad;
					}
					expect(textWidth(rowText(bytesRow(flow, line, [])))).toBe(column);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('is no wider than asked for, and neither are its rulers', () => {
		fc.assert(
			fc.property(poem, cuts, cuts, widths, (payload, writes, chunks, width) => {
				const flow = flowFor(netstring(payload), writes, chunks);
				const body = ruled(flow);
				for (const line of linesOf(body, width)) {
					expect(line.width).toBeLessThanOrEqual(width);
					for (const ruler of body.rulers) {
						expect(textWidth(rowText(rulerRow(ruler, line, width)))).toBeLessThanOrEqual(width);
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('ends where it is told to end without being laid out', () => {
		const plain = fc.stringMatching(/^[ -~\n]{0,200}$/).map(text => Buffer.from(text));
		fc.assert(
			fc.property(fc.oneof(plain, poem), cuts, widths, (payload, chunks, width) => {
				const flow = flowFor(netstring(payload), [], chunks);
				const body = ruled(flow);
				for (const { from, to } of linesOf(body, width)) {
					expect(lineEnd(body, from, width)).toBe(to);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('holds no character that a terminal would obey or hide', () => {
		fc.assert(
			fc.property(poem, cuts, widths, (payload, chunks, width) => {
				const flow = flowFor(netstring(payload), [], chunks);
				const body = ruled(flow);
				for (const line of linesOf(body, width)) {
					expect(rowText(bytesRow(flow, line, []))).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u);
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('tears a character that a chunk tears: its bytes stand on their own sides, in one pair of brackets', () => {
		const bytes = Buffer.from('9:shout.雨,');
		const flow = flowFor(bytes, [], [9]);
		const line = layLine(ruled(flow), 0, 80);
		const torn = line.cells.filter(({ kind }) => kind === 'torn').map(({ text, offset }) => [offset, text]);
		expect(torn).toEqual([
			[8, '‹E9'],
			[9, '9B'],
			[10, 'A8›'],
		]);
	});

	it('tells a byte that is no UTF-8 from a text that reads like it', () => {
		const bytes = Buffer.concat([Buffer.from('‹FF›'), Buffer.from([0xff])]);
		const flow = flowFor(netstring(bytes), [], []);
		const line = layLine(ruled(flow), 0, 120);
		expect(rowText(bytesRow(flow, line, []))).toContain('‹U+2039›FF‹U+203A›‹FF›');
	});
});
