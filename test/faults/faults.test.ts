import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamFault } from '../../source/faults/fault.ts';
import { faults } from '../../source/faults/faults.ts';
import { anyChunks, struckBy } from '../fixtures/fault-stream.ts';

const onStreams = faults.filter((fault): fault is StreamFault => fault.strikes === 'stream');

test('every fault says what it is and what it means for open connections, and no two have one name', () => {
	expect(faults.map(({ name }) => name)).toEqual([...new Set(faults.map(({ name }) => name))]);
	for (const { summary, settings, openConnections } of faults) {
		expect(summary).toMatch(/^[A-Z].*\.$/);
		expect(openConnections).toMatch(/^Open connections.*\.$/);
		for (const { byDefault, min, max, summary: words } of settings) {
			expect(byDefault).toBeGreaterThanOrEqual(min);
			expect(byDefault).toBeLessThanOrEqual(max);
			expect(words).not.toBe('');
		}
	}
});

test('all have a probability but the one that strikes everybody', () => {
	const without = faults.filter(({ settings }) => !settings.some(({ name }) => name === 'p'));
	expect(without.map(({ name }) => name)).toEqual(['down']);
});

describe.each(onStreams.map(fault => [fault.name, fault] as const))('%s', (name, fault) => {
	test('taken off before anything was said, lets everything through unchanged, at once and without a word', async () => {
		await fc.assert(
			fc.asyncProperty(anyChunks, async chunks => {
				const { bytes, end, told, endedAt } = await struckBy(
					fault,
					chunks.map(chunk => [chunk]),
					{ offAfter: 0 },
				);
				expect({ bytes, end, endedAt }).toEqual({ bytes: Buffer.concat(chunks), end: 'in order', endedAt: 0 });
				expect(name === 'hang' ? [] : told).toEqual([]);
			}),
		);
	});

	test('taken off in the middle, loses nothing of what comes after', async () => {
		const settings = name === 'truncate' || name === 'reset' ? { after: 10_000 } : {};
		await fc.assert(
			fc.asyncProperty(anyChunks, fc.integer({ min: 1, max: 20 }), async (chunks, offAfter) => {
				if (name === 'hang') {
					return;
				}
				const { bytes } = await struckBy(
					fault,
					chunks.map(chunk => [chunk]),
					{ offAfter, settings },
				);
				const whole = Buffer.concat(chunks);
				expect(bytes).toHaveLength(whole.length);
				const wrong = [...bytes].filter((byte, at) => byte !== whole[at]);
				expect(wrong.length).toBeLessThanOrEqual(name === 'corrupt' ? 1 : 0);
			}),
		);
	});
});
