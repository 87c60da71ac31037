import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBytes, findText, maxMatches } from '../../../source/ui/search/find.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const places = (text: string, query: string): readonly number[] => findText(text, query).map(({ from }) => from);

describe('a search', () => {
	it('ignores case only while the query is in lower case', () => {
		expect(places('The the THE', 'the')).toEqual([0, 4, 8]);
		expect(places('The the THE', 'The')).toEqual([0]);
		expect(findBytes(encode('The the THE'), 'the')).toHaveLength(3);
		expect(findBytes(encode('The the THE'), 'THE')).toHaveLength(1);
		expect(findBytes(encode('Élan élan'), 'élan')).toHaveLength(2);
	});

	it('takes a query literally, whatever is in it', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
				fc.string({ unit: 'binary' }),
				(query, around) => {
					fc.pre(!around.includes(query));
					const found = findText(`${around}${query}`, query);
					expect(found.length).toBeGreaterThan(0);
					const inBytes = findBytes(encode(query), query);
					expect(inBytes).toEqual([{ from: 0, to: encode(query).length }]);
				},
			),
		);
		expect(places('a.b axb (c)*', 'a.b')).toEqual([0]);
		expect(places('x (c)* y', '(c)*')).toEqual([2]);
		expect(places('a-b', '-')).toEqual([1]);
	});

	it('finds bytes by their hex', () => {
		expect(findBytes(new Uint8Array([1, 0x0d, 0x0a, 0xff]), '0x0d0A')).toEqual([{ from: 1, to: 3 }]);
		expect(findBytes(new Uint8Array([0xff]), '0xff')).toHaveLength(1);
		expect(findBytes(encode('0xf'), '0xf')).toHaveLength(1);
	});

	it('finds the same in UTF-8 as in its text', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('a', 'b', 'é', '雨'), { maxLength: 30 }),
				fc.constantFrom('ab', 'é', '雨a', 'b'),
				(parts, query) => {
					const text = parts.join('');
					const inText = findText(text, query).map(({ from }) => encode(text.slice(0, from)).length);
					expect(findBytes(encode(text), query).map(({ from }) => from)).toEqual(inText);
				},
			),
		);
	});

	it('has no matches without a query, and never more than a bound', () => {
		expect(findText('text', '')).toEqual([]);
		expect(findBytes(encode('text'), '')).toEqual([]);
		expect(findText('a'.repeat(maxMatches + 5), 'a')).toHaveLength(maxMatches);
	});
});
