import { expect, test } from 'vitest';
import { otherEncoding } from '../../source/files/encoding.ts';

/** A text in UTF-16 or UTF-32, with the bytes of each unit in this order. */
function encoded(text: string, unitBytes: 2 | 4, order: 'BE' | 'LE'): Buffer {
	const units = Array.from(text, character => character.codePointAt(0) ?? 0);
	const bytes = Buffer.alloc(units.length * unitBytes);
	for (const [at, unit] of units.entries()) {
		if (order === 'BE') {
			bytes.writeUIntBE(unit, at * unitBytes, unitBytes);
		} else {
			bytes.writeUIntLE(unit, at * unitBytes, unitBytes);
		}
	}
	return bytes;
}

const texts = ['\ufeff{"type":"ready"}', '\ufeffÄrger', '\ufeff', '{"type":"ready"}', 'Tyger'] as const;

test.each(texts)('each encoding of %j is told by its name, and not by that of another', text => {
	for (const order of ['BE', 'LE'] as const) {
		expect(otherEncoding(encoded(text, 4, order))).toBe('UTF-32');
		expect(otherEncoding(encoded(text, 2, order))).toBe('UTF-16');
	}
	expect(otherEncoding(Buffer.from(text))).toBeUndefined();
});

test('what is empty, short, or begins with zeros alone is taken for UTF-8', () => {
	for (const bytes of [[], [0], [0, 0], [0, 0, 0], [0, 0, 0, 0], [0x7b], [0xff], [0xef, 0xbb, 0xbf]]) {
		expect(otherEncoding(Uint8Array.from(bytes))).toBeUndefined();
	}
});
