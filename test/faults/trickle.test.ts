import { expect, test } from 'vitest';
import { trickle } from '../../source/faults/trickle.ts';
import { struckBy } from '../fixtures/fault-stream.ts';

test('only so many bytes come at a time, with a rest between them and none before the first', async () => {
	const { pieces, told } = await struckBy(trickle, [['abcdefg']], { settings: { bytes: 3, ms: 50 } });
	expect(pieces).toEqual([
		{ text: 'abc', at: 0 },
		{ text: 'def', at: 50 },
		{ text: 'g', at: 100 },
	]);
	expect(told).toEqual(['slowed to 3 bytes every 50 ms']);
});

test('there is a rest between two chunks of the server as well', async () => {
	const { pieces } = await struckBy(trickle, [['ab'], ['cd']], { settings: { bytes: 3, ms: 50 } });
	expect(pieces.map(({ at }) => at)).toEqual([0, 50]);
});
