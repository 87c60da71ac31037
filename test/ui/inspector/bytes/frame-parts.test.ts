import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../../../source/events/events.ts';
import { type FrameSetting, netstringParts } from '../../../../source/ui/inspector/bytes/frame-parts.ts';
import { SparseBytes } from '../../../../source/ui/inspector/bytes/sparse-bytes.ts';
import { NetstringDecoder, NetstringError } from '../../../../source/wire/netstring.ts';

const sparse = (text: string | Uint8Array): SparseBytes => {
	const data = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	return new SparseBytes(data.length, [{ from: 0, data }]);
};
const request: FrameSetting = { kind: 'request', ended: true, maxBytes: 1_000 };
const refusal = (code: EventOf<'transform-refused'>['code'], why: string): EventOf<'transform-refused'> => ({
	type: 'transform-refused',
	time: 1,
	server: 'transform',
	connection: 1,
	code,
	why,
});

/** Bytes that are often nearly a netstring. */
const almost = fc
	.array(fc.constantFrom('0', '1', '2', '9', ':', '.', ',', 'a', 'shout', '5:a.bcd,', '12:', 'é'), { maxLength: 12 })
	.map(parts => parts.join(''));

describe('the parts of a netstring', () => {
	it('end in a fault at the very byte at which the decoder refuses', () => {
		fc.assert(
			fc.property(almost, text => {
				const { parts, fault } = netstringParts(sparse(text), { ...request, ended: false });
				// The server reads one frame; what follows it is not read.
				const frameEnd = parts.find(({ name }) => name === 'comma')?.to;
				const read = new TextEncoder().encode(text).subarray(0, frameEnd);
				let refusedAt: number | undefined;
				try {
					new NetstringDecoder({ maxBytes: 1_000 }).push(read);
				} catch (error) {
					refusedAt = error instanceof NetstringError ? error.offset : undefined;
				}
				expect(fault?.at).toBe(refusedAt);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('stand one after the other and cover every byte', () => {
		fc.assert(
			fc.property(almost, text => {
				const bytes = sparse(text);
				const { parts } = netstringParts(bytes, request);
				expect(parts.map(({ from }) => from)).toEqual(
					[0, ...parts.slice(0, -1).map(({ to }) => to)].slice(0, parts.length),
				);
				expect(parts.at(-1)?.to ?? 0).toBe(bytes.length);
				expect(parts.every(({ from, to }) => from < to)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('break off after the last byte where more was announced and nothing more will come', () => {
		expect(netstringParts(sparse('27:cummingsify.HERE'), request).fault).toEqual({
			at: 19,
			why: 'the netstring broke off after 16 of 27 bytes',
		});
		expect(netstringParts(sparse('27:cummingsify.HERE'), { ...request, ended: false }).fault).toBeUndefined();
	});

	it('mark the end of a payload without a dot, and the first byte that is no UTF-8, as the server refused them', () => {
		const noDot = netstringParts(sparse('5:shout,'), { ...request, refusal: refusal('no-dot', 'no dot') });
		expect(noDot).toMatchObject({ fault: { at: 7 }, parts: [{}, {}, { name: 'payload' }, {}] });
		const bad = new Uint8Array([...new TextEncoder().encode('9:shout.é'), 0xff, 0x2c]);
		const refused = { ...request, refusal: refusal('bad-utf-8', 'the poem is not valid UTF-8') };
		expect(netstringParts(sparse(bad), refused).fault?.at).toBe(10);
	});

	it('split only a request at its dot', () => {
		const { parts } = netstringParts(sparse('5:a.bcd,'), { kind: 'reply', ended: true });
		expect(parts.map(({ name }) => name)).toEqual(['length', 'colon', 'poem', 'comma']);
	});
});
