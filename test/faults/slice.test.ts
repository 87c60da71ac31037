import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slice } from '../../source/faults/slice.ts';
import { anyChunks, splits, struckBy } from '../fixtures/fault-stream.ts';

const text = 'Whose woods these are I think I know.';

test('pieces are of many sizes, none longer than the longest', async () => {
	const { pieces, bytes } = await struckBy(slice, [[text]], { settings: { bytes: 5, ms: 2 } });
	const sizes = pieces.map(piece => piece.text.length);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
	expect(new Set(sizes).size).toBeGreaterThan(2);
	expect(bytes.toString()).toBe(text);
	expect(pieces.at(-1)?.at).toBe((pieces.length - 1) * 2);
});

test('the sizes are drawn for the bytes and not for the server’s chunks, so that timing does not change them', async () => {
	const ends = async (said: Parameters<typeof struckBy>[1]) => {
		let at = 0;
		return (await struckBy(slice, said, { settings: { bytes: 5 } })).pieces.map(piece => {
			at += piece.text.length;
			return at;
		});
	};
	const whole = await ends([[text]]);
	for (const said of splits(text)) {
		expect(await ends(said)).toEqual(expect.arrayContaining(whole));
	}
});

test('nothing is lost or turned around', async () => {
	await fc.assert(
		fc.asyncProperty(anyChunks, async chunks => {
			const { bytes } = await struckBy(
				slice,
				chunks.map(chunk => [chunk]),
			);
			expect(bytes).toEqual(Buffer.concat(chunks));
		}),
	);
});
