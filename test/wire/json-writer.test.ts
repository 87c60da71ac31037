import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonWriter } from '../../source/wire/json-writer.ts';
import { visibleJson } from '../../source/wire/visible-text.ts';

const anyNumber = fc.oneof(
	fc.nat(),
	fc.integer(),
	fc.double(),
	fc.constantFrom(0, -0, 9, 10, 2 ** 31 - 1, 2 ** 31, 1e21),
);
const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 400, maxLength: 600 }));
const anyValue = fc.oneof(
	anyNumber,
	anyText,
	fc.boolean(),
	fc.constant(null),
	fc.array(anyText),
	fc.dictionary(anyText, anyNumber),
);

test('any value is written as visibleJson writes it, whatever stands before it', () => {
	fc.assert(
		fc.property(fc.array(anyValue), values => {
			const out = new JsonWriter();
			for (const value of values) {
				out.value(value);
			}
			const wanted = values.map(visibleJson).join('');
			expect(out.length).toBe(Buffer.byteLength(wanted));
			expect(out.takeText()).toBe(wanted);
		}),
		{ numRuns: 500 },
	);
});

test('grows with what is written, and what was taken stays as it was', () => {
	const out = new JsonWriter();
	const texts = ['a', 'é'].map(letter => letter.repeat(300_000));
	const taken = texts.map(text => {
		for (let at = 0; at < text.length; at += 100) {
			out.string(text.slice(at, at + 100));
		}
		return out.take();
	});
	expect(taken.map(bytes => bytes.toString().replaceAll('"', ''))).toEqual(texts);
	expect(out.take()).toHaveLength(0);
});

test('a number below a thousand has three digits', () => {
	const out = new JsonWriter();
	for (const value of [0, 7, 42, 100, 999]) {
		out.threeDigits(value);
	}
	expect(out.takeText()).toBe('000007042100999');
});
