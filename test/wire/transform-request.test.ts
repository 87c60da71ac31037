import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	decodeTransformRequest,
	encodeTransformRequest,
	TransformRequestError,
} from '../../source/wire/transform-request.ts';

test('a request is split at its first dot', () => {
	expect(decodeTransformRequest(Buffer.from('shout.a. b. c.'))).toEqual({
		name: 'shout',
		poem: 'a. b. c.',
		poemBytes: 8,
	});
	expect(decodeTransformRequest(Buffer.from('.'))).toEqual({ name: '', poem: '', poemBytes: 0 });
});

test('any name without a dot and any poem come back', () => {
	const wellFormed = fc.string({ unit: 'grapheme' });
	fc.assert(
		fc.property(
			wellFormed.filter(name => !name.includes('.')),
			wellFormed,
			(name, poem) => {
				expect(decodeTransformRequest(encodeTransformRequest(name, Buffer.from(poem)))).toMatchObject({ name, poem });
			},
		),
	);
});

test('a byte order mark is part of the poem', () => {
	expect(decodeTransformRequest(Buffer.from('shout.\ufeffa')).poem).toBe('\ufeffa');
});

test.each([
	['no-dot', Buffer.from('shout')],
	['no-dot', Buffer.alloc(0)],
	['bad-utf-8', Buffer.from([0x61, 0x2e, 0xff])],
	['bad-utf-8', Buffer.from([0xc3, 0x2e, 0x61])],
])('what is no request is refused as %s', (code, payload) => {
	expect(() => decodeTransformRequest(payload)).toThrow(expect.objectContaining({ code }));
	expect(() => decodeTransformRequest(payload)).toThrow(TransformRequestError);
});

test('a name with a dot cannot be sent', () => {
	expect(() => encodeTransformRequest('a.b', Buffer.from('poem'))).toThrow(RangeError);
});

test('a poem comes back as it was, whatever its characters, its byte order mark included', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), poem => {
			for (const text of [poem, `\ufeff${poem}`]) {
				expect(decodeTransformRequest(encodeTransformRequest('shout', Buffer.from(text))).poem).toBe(text);
			}
		}),
	);
});
