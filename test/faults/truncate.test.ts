import { expect, test } from 'vitest';
import { truncate } from '../../source/faults/truncate.ts';
import { splits, struckBy } from '../fixtures/fault-stream.ts';

const text = 'a short poem';

test('however the bytes come, exactly so many go out before the end, which is in order', async () => {
	for (const after of [0, 1, 5, text.length - 1]) {
		for (const said of splits(text)) {
			const { bytes, end, told } = await struckBy(truncate, said, { settings: { after } });
			expect({ text: bytes.toString(), end }).toEqual({ text: text.slice(0, after), end: 'in order' });
			expect(told).toEqual([`closed in order after ${after} ${after === 1 ? 'byte' : 'bytes'}, with more to say`]);
		}
	}
});

test('a poem that is not longer than that is whole, and nothing is told', async () => {
	for (const said of splits(text)) {
		const { bytes, told } = await struckBy(truncate, said, { settings: { after: text.length } });
		expect({ text: bytes.toString(), told }).toEqual({ text, told: [] });
	}
});

test('where more than that has gone already, the next bytes end it', async () => {
	const { bytes, told } = await struckBy(truncate, [['more']], { settings: { after: 10 }, sentBytes: 500 });
	expect(bytes).toHaveLength(0);
	expect(told).toEqual(['closed in order after 500 bytes, with more to say']);
});
