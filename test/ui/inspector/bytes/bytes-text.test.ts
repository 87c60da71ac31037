import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { searchDrawn } from '../../../../source/ui/inspector/bytes/bytes-search.ts';
import { type BytesMode, type BytesText, bytesTextOf } from '../../../../source/ui/inspector/bytes/bytes-text.ts';
import { conversationOf, maxShownBytes } from '../../../../source/ui/inspector/bytes/conversation.ts';
import { bytesView } from '../../../../source/ui/inspector/bytes/view.tsx';
import { rowText, rowWidth } from '../../../../source/ui/text/rows.ts';
import { usedMs } from '../../../fixtures/used-ms.ts';
import { detailOf, drawnView } from '../drawn-view.tsx';
import { clientEvents, cutAt, strangerEvents } from './sample-events.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const request = encode('27:cummingsify.HERE IS MY POEM,');
const shown = (events: readonly LabEvent[], more: { mode?: BytesMode; width?: number; height?: number } = {}) =>
	drawnView(bytesView, detailOf(1, events), more).join('\n').trimEnd();

function textOf(events: readonly LabEvent[], mode: BytesMode = 'text', width = 80): BytesText {
	const conversation = conversationOf(events, 1);
	if (conversation === undefined) {
		throw new Error('there is no conversation');
	}
	return bytesTextOf(conversation, mode, width);
}

describe('the Bytes view', () => {
	it('shows three chunks over one frame, one of them in the middle of its length', () => {
		const events = strangerEvents(cutAt(request, [1, 10]), [encode('15:here is my poem,')]);
		expect(shown(events)).toMatchInlineSnapshot(`
			" ▶ request  127.0.0.1:50001 → transform   31 bytes in 3 chunks, 1 frame
			  write  the other program’s own: only it knows
			  chunk  ├1 B┤├9 B──────┤├21 B, 20 ms────────┤
			  frame  ├length┤:├name─────┤.├poem─────────┤,
			      0  2┈┈┈┈7┈┈:cummingsify.HERE IS MY POEM,
			 · Chunk 1 ends inside the length, chunk 2 inside the name: where chunks end
			   says nothing of where frames do.

			 ◀ reply  transform → 127.0.0.1:50001   19 bytes in 1 write, 1 frame
			  write  ├19 B, 500 ms───────────┤
			  chunk  the other program’s own: only it knows
			  frame  ├length┤:├poem─────────┤,
			      0  15┈┈┈┈┈┈:here is my poem,"
		`);
	});

	it('shows what was one write and came as two chunks, where both ends are ours', () => {
		const events = [...clientEvents([request]), ...strangerEvents(cutAt(request, [20]))];
		expect(shown(events, { height: 7 })).toMatchInlineSnapshot(`
			" ▶ request  client → transform   31 bytes in 1 write, 2 chunks, 1 frame
			  write  ├31 B, 0.0 ms───────────────────────┤
			  chunk  ├20 B, 0.0 ms────────────┤├11 B─────┤
			  frame  ├length┤:├name─────┤.├poem─────────┤,
			      0  27┈┈┈┈┈┈:cummingsify.HERE IS MY POEM,
			 · Chunk 1 ends inside the poem: where chunks end says nothing of where frames
			   do."
		`);
	});

	it('shows the same in hex, with a sign before each byte at which something begins', () => {
		expect(shown(strangerEvents(cutAt(request, [1, 10])), { mode: 'hex', height: 8 })).toMatchInlineSnapshot(`
			" ▶ request  127.0.0.1:50001 → transform   31 bytes in 3 chunks, 1 frame
			         ║ a write begins  │ a chunk  ╫ both  ┊ a part of the frame
			      0 │32│37┊3A┊63 75 6D 6D 69  27:cummi  │chunk 1 length │chunk 2 ┊: ┊name
			      8  6E 67│73 69 66 79┊2E┊48  ngsify.H  │chunk 3 ┊. ┊poem
			     16  45 52 45 20 49 53 20 4D  ERE IS M
			     24  59 20 50 4F 45 4D┊2C     Y POEM,   ┊,
			 · Chunk 1 ends inside the length, chunk 2 inside the name: where chunks end
			   says nothing of where frames do."
		`);
	});

	it('marks the byte that shows a netstring to be bad, and says why', () => {
		const events = strangerEvents([encode('12x:cummingsify')]);
		expect(shown(events, { height: 8 })).toMatchInlineSnapshot(`
			" ▶ request  127.0.0.1:50001 → transform   15 bytes in 1 chunk, no whole frame
			  write  the other program’s own: only it knows
			  chunk  ├15 B, 0.0 ms───────┤
			  frame  ├length┤├in no frame┤
			      0  12┈┈┈┈┈┈x:cummingsify
			      ✗          ▲ after 2 bytes
			 ✗ a netstring begins with its length in digits and a colon; something else
			   comes after 2 bytes"
		`);
	});

	it('says what never arrived', () => {
		const poem = encode('a poem that a reset cut');
		const closed = strangerEvents([], [poem], 'poetry/a').map(event =>
			event.type === 'connection-closed' ? { ...event, how: 'reset' as const } : event,
		);
		const dial = clientEvents([], [poem.subarray(0, 6)]).map(event =>
			event.type === 'dial-started' ? { ...event, purpose: 'poem' as const } : event,
		);
		expect(shown([...dial, ...closed])).toMatchInlineSnapshot(`
			" ▶ request  client → poetry/a   no bytes: to connect is to ask

			 ◀ poem  poetry/a → client   23 bytes in 1 write, 1 chunk, no whole frame
			  write  ├23 B, 500 ms─────────┤
			  chunk  ├6 B─┤never arrived
			  frame  ├poem──────────────────
			      0  a poem that a reset cut
			 ✗ A reset, not a close: the poem is not whole, though no byte says so."
		`);
	});

	it('shows only the first bytes of what is large, says so, and makes only the rows that are seen', () => {
		const poem = encode('Where, like a pillow on a bed,\n'.repeat(40_000));
		const events = strangerEvents([], [poem], 'poetry/a');
		const text = textOf(events);
		const last = text.rows(text.rowCount - 2, 2).map(rowText);
		expect(last[0]).toBe('… first 262 kB of 1.2 MB shown');
		expect(text.rowCount).toBeLessThan(maxShownBytes / 31 + 10);
		const scrolling = (): void => {
			for (let row = 0; row < 1_000; row += 1) {
				text.rows(row * 8, 20);
			}
		};
		expect(usedMs(scrolling) / 1_000).toBeLessThan(5);
	});

	it('shows a gap where a recording kept only the first bytes', () => {
		const [opened, closed] = strangerEvents([]);
		const received = { type: 'bytes-received', time: 1_000, server: 'transform', connection: 1 } as const;
		const events = [opened, { ...received, data: encode('2009:shout.abc'), dataBytes: 2_015 }, closed] as LabEvent[];
		expect(shown(events)).toContain('2009┈┈┈┈:shout┈.abc⋯2.0 kB not kept⋯');
	});

	it('is never wider or higher than its place, at any width, in both modes', () => {
		const bytes = fc.uint8Array({ maxLength: 300 });
		const cuts = fc.array(fc.nat(300), { maxLength: 9 });
		fc.assert(
			fc.property(
				bytes,
				cuts,
				fc.integer({ min: 24, max: 200 }),
				fc.constantFrom('text', 'hex'),
				(data, at, width, mode) => {
					const events = strangerEvents(cutAt(data, at), cutAt(data, [7]));
					const rows = textOf(events, mode, width - 1).rows(0, 30);
					expect(rows.length).toBeLessThanOrEqual(30);
					expect(Math.max(0, ...rows.map(rowWidth))).toBeLessThanOrEqual(width - 1);
				},
			),
			{ numRuns: 400, examples: [[Uint8Array.of(0x30), [], 24, 'text']] },
		);
	});

	it('gives the same rows, however they are asked for', () => {
		const poem = encode('one\ntwo three four five six seven\n雨ニモマケズ\n'.repeat(20));
		const text = textOf(strangerEvents([], cutAt(poem, [5, 40, 300]), 'poetry/a'), 'text', 30);
		const whole = text.rows(0, text.rowCount).map(rowText);
		expect(whole).toHaveLength(text.rowCount);
		for (let from = 0; from < whole.length; from += 1) {
			expect(text.rows(from, 7).map(rowText)).toEqual(whole.slice(from, from + 7));
		}
	});
});

describe('a search in the bytes', () => {
	it('finds text over the ends of chunks and lines, and tells the row of its first byte', () => {
		const events = strangerEvents(cutAt(request, [1, 10]), [encode('15:here is my poem,')]);
		const text = textOf(events);
		const search = (query: string) => searchDrawn(detailOf(1, events), query, 'text', 80);
		const { count, rowOf, marked } = search('cummingsify');
		expect(count).toBe(1);
		expect(marked(0)).toEqual([{ direction: 'to-server', from: 3, to: 14, current: true }]);
		expect(rowText(text.rows(rowOf(0), 1)[0] ?? [])).toContain('cummingsify');
		const poem = search('poem');
		expect(poem.count).toBe(2);
		expect(rowText(text.rows(poem.rowOf(1), 1)[0] ?? [])).toContain('here is my poem');
		expect(search('0x2c').count).toBe(2);
	});

	it('marks every cell of a match, and no other', () => {
		const events = strangerEvents([request]);
		const text = textOf(events);
		const rows = text.rows(0, text.rowCount, [{ direction: 'to-server', from: 20, to: 22, current: false }]);
		const inverse = rows.flat().filter(({ inverse: isInverse }) => isInverse === true);
		expect(inverse.map(span => span.text).join('')).toBe('IS');
	});
});
