import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rot13 } from '../../source/transforms/rot13.ts';

test('letters move thirteen places and keep their case', () => {
	expect(rot13('Hello, AMZ amz! 13')).toBe('Uryyb, NZM nzm! 13');
});

test('an accented letter stays, however it is encoded', () => {
	expect(rot13('é e\u0301 e')).toBe('é e\u0301 r');
});

test('letters that only fold to the plain alphabet stay', () => {
	expect(rot13('\u212a\u017f Ω 詩 👩‍👩‍👧')).toBe('\u212a\u017f Ω 詩 👩‍👩‍👧');
});

test('rot13 twice gives any poem back', () => {
	fc.assert(fc.property(fc.string({ unit: 'binary' }), poem => rot13(rot13(poem)) === poem));
});
