import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corrupt } from '../../source/faults/corrupt.ts';
import { NetstringDecoder } from '../../source/wire/netstring.ts';
import { splits, struckBy } from '../fixtures/fault-stream.ts';

const poem = 'Whose woods these are I think I know.';

test('however a poem comes, the same one byte is wrong, and no other', async () => {
	for (const seed of [1, 2, 3]) {
		const results = await Promise.all(
			splits(poem).map(said => struckBy(corrupt, said, { seed, settings: { within: 20 } })),
		);
		const [first] = results;
		for (const { bytes, told } of results) {
			const wrong = [...bytes].flatMap((byte, at) => (byte === poem.charCodeAt(at) ? [] : [at]));
			expect(bytes).toHaveLength(poem.length);
			expect(wrong).toHaveLength(1);
			expect(wrong[0]).toBeLessThan(20);
			expect(bytes).toEqual(first?.bytes);
			expect(told).toEqual([expect.stringMatching(new RegExp(`^.. became .. after ${wrong[0]} bytes?$`))]);
		}
	}
});

test('of a netstring it is the colon, however it comes, so that no decoder takes it', async () => {
	for (const said of splits('4:POEM,')) {
		const { bytes, told } = await struckBy(corrupt, said, { kind: 'transform' });
		expect(bytes.toString('latin1')).toBe('4\x1aPOEM,');
		expect(told).toEqual(['3a became 1a after 1 byte']);
		expect(() => new NetstringDecoder({ maxBytes: 100 }).push(bytes)).toThrow();
	}
});

test('what the server said is left as it is: other clients are sent the same bytes', async () => {
	const said = Buffer.from(poem);
	await struckBy(corrupt, [[said]], { settings: { within: 1 } });
	expect(said.toString()).toBe(poem);
});

test('a byte that has gone already is not changed any more', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.nat(1_000), async (within, seed) => {
			const { bytes, told } = await struckBy(corrupt, [[poem]], { seed, settings: { within }, sentBytes: within });
			expect(bytes.toString()).toBe(poem);
			expect(told).toEqual([]);
		}),
	);
});
