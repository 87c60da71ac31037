import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { ladderOf } from '../../../../source/ui/inspector/ladder/ladder.ts';
import { type LadderRows, ladderRows } from '../../../../source/ui/inspector/ladder/ladder-rows.ts';
import { traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { rowText, rowWidth } from '../../../../source/ui/text/rows.ts';
import { traffic } from '../../../fixtures/events.ts';
import { endedExchange, failedUpstream, refusedExchange, servers, slowRelay } from '../trace-events.ts';

function laidOut(focus: number, events: readonly LabEvent[], width: number): LadderRows {
	const trace = traceOf(focus, events, servers);
	if (trace === undefined) {
		throw new Error('there is no such trace');
	}
	return ladderRows(ladderOf(trace), width);
}

const textOf = ({ heads, count, rows }: LadderRows) => [heads, ...rows(0, count)].map(rowText);
const columnsOf = (text: string, signs: string) =>
	Array.from(text).flatMap((character, column) => (signs.includes(character) ? [column] : []));

describe('the ladder’s rows', () => {
	it('show a slow relay so', () => {
		expect(`\n${textOf(laidOut(1, slowRelay(66), 120)).join('\n')}\n`).toMatchInlineSnapshot(`
			"
			       s 127.0.0.1:51532     proxy/ozymandias        poetry/ozymandias   promises
			   0.000     ├────── connect ───────▶│                       │           upstream fetch MISS  ○ pending
			             │                       ├────── connect ───────▶│
			   0.002     │                       │◀──────── 10 B ────────┤
			   0.003     │◀──────── 10 B ────────┤                       │             streams: first byte after 3.0 ms
			   0.302     ⋮   ◀ 64 more, 640 B    ⋮   ◀ 64 more, 640 B    ⋮
			             ⋮  18.9 s               ⋮                       ⋮
			  19.502     │                       │◀───── 10 B · end ─────┤
			  19.503     │◀──────── 10 B ────────┤                       │
			  19.800     │◀──────── end ─────────┤                       │           upstream fetch       ● fulfilled
			"
		`);
	});

	it('have each promise on a row of its own where there is no room beside the lanes', () => {
		expect(`\n${textOf(laidOut(3, failedUpstream('reset'), 80)).join('\n')}\n`).toMatchInlineSnapshot(`
			"
			      ms client                     proxy/ecstasy                  192.0.2.1:9
			     0.0    │  fetchPoem              ○ pending                         │
			            ├───────── connect ──────────▶│                             │
			     1.0    │  └ upstream fetch MISS  ○ pending                         │
			     2.0    │                             ├───────── connect ──────────▶│
			            ⋮  2.0 ms                     ⋮                             ⋮
			     4.0    │                             │◀╍╍╍╍╍╍╍╍╍╍ reset ╍╍╍╍╍╍╍╍╍╍╍╳
			            │  └ upstream fetch       ✗ rejected: reset                 │
			     5.0    │◀╍╍╍╍╍╍ cut off, reset ╍╍╍╍╍╍╳                             │
			            │  fetchPoem              ✗ rejected: reset                 │
			"
		`);
	});

	it('are never wider than asked for, and keep every lane in its column', () => {
		const traces = fc.oneof(
			fc.integer({ min: 1, max: 40 }).map(writes => [1, slowRelay(writes)] as const),
			fc.constantFrom('reset', 'refused', 'timed-out', 'empty').map(code => [3, failedUpstream(code)] as const),
			fc.constantFrom('left', 'cut', 'stopped', 'over-bound').map(how => [1, endedExchange(how)] as const),
		);
		fc.assert(
			fc.property(traces, fc.integer({ min: 50, max: 220 }), ([focus, events], width) => {
				const ladder = laidOut(focus, events, width);
				const rows = ladder.rows(0, ladder.count);
				expect(Math.max(...[ladder.heads, ...rows].map(rowWidth))).toBeLessThanOrEqual(width);
				const texts = rows.map(rowText);
				const lanes = new Set(columnsOf(texts.find(text => text.includes('⋮')) ?? texts.at(-1) ?? '', '│⋮├┤╳'));
				for (const text of texts) {
					expect(columnsOf(text, '│⋮').filter(column => !lanes.has(column))).toEqual([]);
				}
			}),
		);
	});

	it('draw any traffic at any width, also what is damaged or has only begun', () => {
		fc.assert(
			fc.property(traffic, fc.nat(30), fc.nat(120), fc.integer({ min: 1, max: 150 }), (events, focus, kept, width) => {
				const trace = traceOf(focus, events.slice(0, kept), servers);
				if (trace !== undefined) {
					const ladder = ladderRows(ladderOf(trace), width);
					expect(Math.max(0, ...ladder.rows(0, ladder.count).map(rowWidth))).toBeLessThanOrEqual(width);
				}
			}),
		);
	});

	it('let nothing through of what a stranger sends that would steer the terminal', () => {
		const anything = fc.uint8Array({ minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(anything, fc.integer({ min: 60, max: 130 }), (data, width) => {
				const events = refusedExchange('bad-netstring').map(event =>
					event.type === 'bytes-received' ? { ...event, data } : event,
				);
				const ladder = laidOut(1, events, width);
				const rows = ladder.rows(0, ladder.count);
				expect(rows.map(rowText).join('')).not.toMatch(/\p{Cc}/u);
				expect(Math.max(...rows.map(rowWidth))).toBeLessThanOrEqual(width);
			}),
		);
	});

	it('are the same rows, however far they are scrolled', () => {
		const ladder = laidOut(3, failedUpstream('reset'), 120);
		const all = ladder.rows(0, ladder.count).map(rowText);
		for (let top = 0; top < ladder.count; top += 1) {
			const [first, ...rest] = ladder.rows(top, 4).map(rowText);
			expect(rest).toEqual(all.slice(top + 1, top + 4));
			// The first row that is seen always tells its time, if it has one.
			expect(first?.slice(9)).toBe(all[top]?.slice(9));
		}
	});
});
