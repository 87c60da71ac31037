import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeNetstring, NetstringDecoder, NetstringError } from '../../source/wire/netstring.ts';
import { type Reading, readNetstrings } from '../fixtures/netstring-oracle.ts';

const maxBytes = 40;

/** What the decoder makes of chunks; anything that it throws but its own error fails the test. */
function read(chunks: readonly Uint8Array[], limit = maxBytes): Reading {
	const decoder = new NetstringDecoder({ maxBytes: limit });
	const payloads: string[] = [];
	const take = (some: readonly Uint8Array[]): void => {
		payloads.push(...some.map(payload => Buffer.from(payload).toString('latin1')));
	};
	for (const chunk of chunks) {
		try {
			take(decoder.push(chunk));
		} catch (error) {
			if (!(error instanceof NetstringError)) {
				throw error;
			}
			take(error.completed);
			return { payloads, end: 'refused' };
		}
	}
	return { payloads, end: decoder.pending ? 'within-a-frame' : 'between-frames' };
}

/** One byte wrong, missing or too many, at every place and with every value. */
function* mutationsOf(bytes: Uint8Array): Generator<Buffer> {
	const byte = new Uint8Array(1);
	for (let at = 0; at <= bytes.length; at += 1) {
		const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
		if (at < bytes.length) {
			yield Buffer.concat([before, after]);
		}
		for (let value = 0; value < 256; value += 1) {
			byte[0] = value;
			yield Buffer.concat([before, byte, bytes.subarray(at)]);
			if (at < bytes.length) {
				yield Buffer.concat([before, byte, after]);
			}
		}
	}
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const sorted = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
	return [...sorted, bytes.length].map((place, index) => bytes.subarray(sorted[index - 1] ?? 0, place));
}

describe('one byte changed, removed or added anywhere in a netstring', () => {
	test.each(['0:,', '1:a,', '12:hello, world,', '3:1:a,', '10:0:,1:x,2:y,', '0:,5:a,b:c,2:no,'])(
		'%j gives what another reader of the whole text gives, and only the error that is meant',
		stream => {
			for (const mutated of mutationsOf(Buffer.from(stream))) {
				expect(read([mutated]), JSON.stringify(mutated.toString())).toEqual(readNetstrings(mutated, maxBytes));
			}
		},
	);

	test('never makes a payload of the wrong bytes, however the stream is split in two', () => {
		for (const mutated of mutationsOf(Buffer.from('3:abc,0:,1:,,'))) {
			const expected = readNetstrings(mutated, maxBytes);
			for (let at = 0; at <= mutated.length; at += 1) {
				const got = read([mutated.subarray(0, at), mutated.subarray(at)]);
				if (JSON.stringify(got) !== JSON.stringify(expected)) {
					expect({ got, at, mutated: mutated.toString('latin1') }).toEqual({ got: expected, at, mutated });
				}
			}
		}
	});
});

const edit = fc.record({
	at: fc.nat(),
	what: fc.constantFrom('change', 'remove', 'add', 'repeat', 'cut'),
	byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('0123456789:,'))),
});

function edited(bytes: Buffer, { at, what, byte }: { at: number; what: string; byte: number }): Buffer {
	const place = at % (bytes.length + 1);
	const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
	switch (what) {
		case 'change':
			return Buffer.concat([before, Buffer.of(byte), after.subarray(1)]);
		case 'remove':
			return Buffer.concat([before, after.subarray(1)]);
		case 'add':
			return Buffer.concat([before, Buffer.of(byte), after]);
		case 'repeat':
			return Buffer.concat([before, before.subarray(-5), after]);
		default:
			return Buffer.from(before);
	}
}

const streams = fc
	.tuple(fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 5 }), fc.array(edit, { maxLength: 6 }))
	.map(([payloads, edits]) => edits.reduce(edited, Buffer.concat(payloads.map(encodeNetstring))));

test('several wrong bytes, in any pieces and with any limit, are read as by another reader', () => {
	fc.assert(
		fc.property(streams, fc.array(fc.nat()), fc.integer({ min: 0, max: 70 }), (bytes, places, limit) => {
			expect(read(cut(bytes, places), limit)).toEqual(readNetstrings(bytes, limit));
		}),
		{ numRuns: 3_000 },
	);
});

test('what a decoder holds is at no moment more than its limit, nor than twice what has come', () => {
	const large = fc
		.tuple(fc.integer({ min: 0, max: 40_000 }), fc.array(edit, { maxLength: 2 }))
		.map(([length, edits]) => edits.reduce(edited, encodeNetstring(Buffer.alloc(length, '7'))));
	fc.assert(
		fc.property(large, fc.array(fc.nat(), { minLength: 1 }), fc.nat(40_000), (bytes, places, limit) => {
			const decoder = new NetstringDecoder({ maxBytes: limit });
			const largestChunk = 4_096;
			let came = 0;
			for (const chunk of cut(bytes, places)) {
				// Its own memory, so that what the decoder keeps of it is seen.
				const own = new Uint8Array(chunk);
				came += own.length;
				try {
					decoder.push(own);
				} catch (error) {
					expect(error).toBeInstanceOf(NetstringError);
					expect(decoder.partial.buffer.byteLength).toBe(0);
					return;
				}
				const { buffer, byteLength } = decoder.partial;
				expect(byteLength).toBeLessThanOrEqual(limit);
				expect(buffer).not.toBe(own.buffer);
				expect(buffer.byteLength).toBeLessThanOrEqual(Math.min(limit, Math.max(largestChunk, 2 * came)));
			}
		}),
		// A payload whose comma is in another chunk, which used to hold the memory of its own.
		{ numRuns: 500, examples: [[Buffer.from('2:77'), [4], 2]] },
	);
});
