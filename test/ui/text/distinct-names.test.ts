import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distinctNames } from '../../../source/ui/text/distinct-names.ts';
import { nameIn } from '../../../source/ui/text/ways.ts';
import { textWidth } from '../../../source/ui/text/width.ts';

const cutAll = (names: readonly string[], width: number) => names.map(name => distinctNames(names)(name, width));

test.each([
	[['192.168.1.17:10000', '192.168.1.18:10000'], 12, ['192…17:10000', '192…18:10000']],
	[
		['[2001:db8::a:1]:10000', '[2001:db8::b:1]:10000'],
		14,
		['[200…:1]:10000', '[200…:1]:10000'].map((_, at) => (at === 0 ? '…:a:1]:10000' : '…:b:1]:10000')),
	],
	[['poems.a.example.org:10000', 'poems.b.example.org:10000'], 12, ['….a.example…', '….b.example…']],
	[['proxy/jabberwocky', 'poetry/jabberwocky'], 11, ['jabberwocky', 'jabberwocky']],
	[['proxy/tyger', 'proxy/ecstasy'], 7, ['tyger', 'ecstasy']],
])('%j in %i columns are %j', (names, width, looks) => {
	expect(cutAll(names, width)).toEqual(looks);
});

test('a name that is not among them is cut as ever', () => {
	expect(distinctNames(['proxy/tyger'])('proxy/jabberwocky', 8)).toBe(nameIn('proxy/jabberwocky', 8));
});

const part = fc.constantFrom('1', '17', '18', 'a', 'b', 'poems', 'example');
const host = fc.array(part, { minLength: 1, maxLength: 5 }).map(parts => `${parts.join('.')}:10000`);

test('no two addresses look the same in any place of some width, and none is wider than its place', () => {
	fc.assert(
		fc.property(fc.uniqueArray(host, { maxLength: 9 }), fc.integer({ min: 8, max: 30 }), (names, width) => {
			const looks = cutAll(names, width);
			expect(new Set(looks).size).toBe(names.length);
			expect(Math.max(0, ...looks.map(textWidth))).toBeLessThanOrEqual(width);
		}),
		{ numRuns: 300 },
	);
});
