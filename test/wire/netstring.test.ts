import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
	defaultMaxFrameBytes,
	encodeNetstring,
	NetstringDecoder,
	NetstringError,
} from '../../source/wire/netstring.ts';

const text = (payloads: readonly Uint8Array[]) => payloads.map(payload => Buffer.from(payload).toString('latin1'));

/** Everything that comes out of these chunks: the payloads, then the error if there is one. */
function decodeAll(chunks: readonly Uint8Array[], maxBytes = defaultMaxFrameBytes) {
	const decoder = new NetstringDecoder({ maxBytes });
	const payloads: string[] = [];
	try {
		for (const chunk of chunks) {
			payloads.push(...text(decoder.push(chunk)));
		}
	} catch (error) {
		if (!(error instanceof NetstringError)) {
			throw error;
		}
		payloads.push(...text(error.completed));
		return { payloads, code: error.code, offset: error.offset, pending: decoder.pending };
	}
	return { payloads, pending: decoder.pending };
}

/** The bytes cut at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
	const sorted = [...places].map(place => place % (bytes.length + 1)).sort((a, b) => a - b);
	return [...sorted, bytes.length].map((place, index) => bytes.subarray(sorted[index - 1] ?? 0, place));
}

describe('encoding', () => {
	test('puts the length in bytes, not in characters, before the payload', () => {
		expect(encodeNetstring(Buffer.from('é')).toString()).toBe('2:é,');
		expect(encodeNetstring(Buffer.alloc(0)).toString()).toBe('0:,');
		expect(encodeNetstring(Buffer.from('hello world!')).toString()).toBe('12:hello world!,');
	});

	test('of a text is that of its bytes in UTF-8', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), poem => {
				expect(encodeNetstring(poem)).toEqual(encodeNetstring(Buffer.from(poem)));
			}),
		);
	});

	test('and decoding give back any payloads, however the bytes are cut', () => {
		fc.assert(
			fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.array(fc.nat()), (payloads, places) => {
				const bytes = Buffer.concat(payloads.map(encodeNetstring));
				expect(decodeAll(cut(bytes, places))).toEqual({ payloads: text(payloads), pending: false });
			}),
		);
	});
});

describe('decoding', () => {
	test('gives the same for every split of three frames in two', () => {
		const bytes = Buffer.from('0:,12:hello, world,1:x,');
		for (let at = 0; at <= bytes.length; at += 1) {
			expect(decodeAll([bytes.subarray(0, at), bytes.subarray(at)])).toEqual({
				payloads: ['', 'hello, world', 'x'],
				pending: false,
			});
		}
	});

	test('of anything at all gives the same payloads and the same error for every split', () => {
		const nearly = fc.stringMatching(/^[0-3:,a]{0,40}$/).map(bytes => Buffer.from(bytes));
		fc.assert(
			fc.property(nearly, fc.array(fc.nat()), (bytes, places) => {
				expect(decodeAll(cut(bytes, places), 25)).toEqual(decodeAll([bytes], 25));
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		['a:', 'bad-length', 0],
		[':', 'bad-length', 0],
		['-1:', 'bad-length', 0],
		[' 1:a,', 'bad-length', 0],
		['00:,', 'bad-length', 1],
		['01:a,', 'bad-length', 1],
		['1 :a,', 'bad-length', 1],
		['1;', 'bad-length', 1],
		['3:abcd,', 'missing-comma', 5],
		['0:a', 'missing-comma', 2],
		['11:', 'too-long', 1],
		['9999999999999999999999', 'too-long', 1],
	])('refuses %j at the byte that shows it', (bytes, code, offset) => {
		expect(decodeAll([Buffer.from(bytes)], 10)).toMatchObject({ code, offset });
		const before = Buffer.from(bytes).subarray(0, offset);
		expect(decodeAll([before], 10)).not.toHaveProperty('code');
	});

	test('counts the offset over frames and chunks', () => {
		expect(decodeAll([Buffer.from('1:a,1:'), Buffer.from('b,x')])).toMatchObject({ payloads: ['a', 'b'], offset: 8 });
	});

	test('takes a payload of exactly the limit, and none that is one byte longer', () => {
		expect(decodeAll([Buffer.from('10:0123456789,')], 10)).toEqual({ payloads: ['0123456789'], pending: false });
		expect(decodeAll([encodeNetstring(Buffer.alloc(defaultMaxFrameBytes))]).payloads).toHaveLength(1);
		expect(decodeAll([Buffer.from(`${defaultMaxFrameBytes + 1}`)])).toMatchObject({ code: 'too-long', offset: 6 });
	});

	test('stays refusing after an error', () => {
		const decoder = new NetstringDecoder();
		expect(() => decoder.push(Buffer.from('x'))).toThrow(NetstringError);
		expect(() => decoder.push(Buffer.from('1:a,'))).toThrow(NetstringError);
	});

	test('is pending from the first digit of a frame to its comma', () => {
		const decoder = new NetstringDecoder();
		const pending = [...'2:ab,'].map(byte => {
			decoder.push(Buffer.from(byte));
			return decoder.pending;
		});
		expect(pending).toEqual([true, true, true, true, false]);
	});

	test('copies each byte of a large frame that comes a byte at a time at most some three times', () => {
		const bytes = encodeNetstring(Buffer.alloc(defaultMaxFrameBytes, 'a'));
		const decoder = new NetstringDecoder();
		const set = vi.spyOn(Uint8Array.prototype, 'set');
		let payloads = 0;
		let copied = 0;
		try {
			for (let at = 0; at < bytes.length; at += 1) {
				payloads += decoder.push(bytes.subarray(at, at + 1)).length;
				for (const [source] of set.mock.calls) {
					copied += source.length;
				}
				set.mockClear();
			}
		} finally {
			set.mockRestore();
		}
		expect(payloads).toBe(1);
		expect(copied).toBeGreaterThanOrEqual(defaultMaxFrameBytes);
		expect(copied).toBeLessThan(3 * defaultMaxFrameBytes);
	});

	test('reserves no memory for a length that was only announced', () => {
		const before = process.memoryUsage().arrayBuffers;
		const decoders = Array.from({ length: 200 }, () => {
			const decoder = new NetstringDecoder();
			decoder.push(Buffer.from('1000000:a'));
			return decoder;
		});
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(decoders.length * 10_000);
	});
});
