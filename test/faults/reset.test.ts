import { expect, test } from 'vitest';
import { reset } from '../../source/faults/reset.ts';
import { splits, struckBy } from '../fixtures/fault-stream.ts';

const text = 'a short poem';

test('however the bytes come, exactly so many go out before the reset, even where they are all', async () => {
	for (const after of [0, 1, 5, text.length]) {
		for (const said of splits(text)) {
			const { bytes, end, told } = await struckBy(reset, said, { settings: { after } });
			expect({ text: bytes.toString(), end }).toEqual({ text: text.slice(0, after), end: 'reset' });
			expect(told).toEqual([`reset after ${after} ${after === 1 ? 'byte' : 'bytes'}`]);
		}
	}
});

test('a poem that is shorter than that is whole, and ends in order', async () => {
	for (const said of splits(text)) {
		const { bytes, end, told } = await struckBy(reset, said, { settings: { after: text.length + 1 } });
		expect({ text: bytes.toString(), end, told }).toEqual({ text, end: 'in order', told: [] });
	}
});

test('where so many have gone already it is reset at once, before anything more is said', async () => {
	const { bytes, end, told } = await struckBy(reset, [['more']], { settings: { after: 10 }, sentBytes: 500 });
	expect({ bytes: bytes.length, end, told }).toEqual({ bytes: 0, end: 'reset', told: ['reset after 500 bytes'] });
});
