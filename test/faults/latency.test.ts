import { expect, test } from 'vitest';
import { latency } from '../../source/faults/latency.ts';
import { struckBy } from '../fixtures/fault-stream.ts';

test('each piece comes so much later than it was said, and not later than that', async () => {
	const { pieces, told } = await struckBy(
		latency,
		[
			['a', 0],
			['b', 10],
			['c', 500],
		],
		{ settings: { ms: 300 } },
	);
	expect(pieces).toEqual([
		{ text: 'a', at: 300 },
		{ text: 'b', at: 310 },
		{ text: 'c', at: 800 },
	]);
	expect(told).toEqual(['held back 300 ms']);
});

test('with jitter each wait is another, none further off than the jitter, and the order stays', async () => {
	const said = Array.from({ length: 50 }, (_, index) => [String.fromCharCode(65 + index), index * 1_000] as const);
	const { pieces, bytes } = await struckBy(latency, said, { settings: { ms: 300, jitter: 100 } });
	const waits = pieces.map(({ at }, index) => at - index * 1_000);
	expect(Math.min(...waits)).toBeGreaterThanOrEqual(200);
	expect(Math.max(...waits)).toBeLessThanOrEqual(400);
	expect(new Set(waits).size).toBe(50);
	expect(bytes.toString()).toBe(said.map(([text]) => text).join(''));
});

test('a close without a word is held back as well', async () => {
	const { endedAt, told } = await struckBy(latency, [], { settings: { ms: 300 } });
	expect({ endedAt, told }).toEqual({ endedAt: 300, told: ['held back 300 ms'] });
});
