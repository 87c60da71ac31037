import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storyOf } from '../../../../source/ui/inspector/story/story.ts';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { timesRows } from '../../../../source/ui/inspector/times/times-rows.ts';
import { rowText, rowWidth } from '../../../../source/ui/text/rows.ts';
import { newestOf, openRealLab } from '../real-lab.ts';
import { failedUpstream, servers, slowRelay } from '../story-events.ts';

describe('the times of an exchange', () => {
	it('are each step of a real fetch, whose parts follow one another', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('proxy/short', ['shout', 'gibberish']);
		const { id } = newestOf(snapshot, 'proxy/short');
		const story = storyOf(id, await real.detail(id), snapshot.servers);
		const phases = story === undefined ? [] : phasesOf(story);
		const steps = phases.filter(({ depth }) => depth === 0);
		expect(steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
			'fetchPoem done',
			'upstream fetch done',
			'transform shout done',
			'transform gibberish failed',
		]);
		for (const [index, phase] of phases.entries()) {
			const before = phases[index - 1];
			expect(phase.endTime).toBeGreaterThanOrEqual(phase.startTime);
			if (phase.depth === 1 && before?.depth === 1) {
				expect(phase.startTime).toBeGreaterThanOrEqual(before.endTime);
			}
		}
	});

	it('go on until the newest event where the exchange runs', () => {
		const story = storyOf(1, slowRelay(5).slice(0, 12), servers);
		const phases = story === undefined ? [] : phasesOf(story);
		expect(phases.filter(({ state }) => state === 'running').map(({ name }) => name)).toEqual([
			'proxy/ozymandias',
			'until the end',
			'upstream fetch',
			'until the end',
		]);
	});

	it('are drawn on one scale, never wider than asked for, with the numbers one under the other', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 60, max: 200 }), (writes, width) => {
				const story = storyOf(1, slowRelay(writes), servers);
				const [head, ...rows] = timesRows(story === undefined ? [] : phasesOf(story), story?.startTime ?? 0, width);
				const end = rowText(head ?? []).search(/took m?s/) + (rowText(head ?? []).includes('took ms') ? 7 : 6);
				expect(Math.max(rowWidth(head ?? []), ...rows.map(rowWidth))).toBeLessThanOrEqual(width);
				for (const row of rows) {
					expect(rowText(row).slice(0, end)).toMatch(/\d$/);
					expect(rowText(row).slice(end)).toMatch(/^ *[━╸╺─╴╶]+( ✗| …)?/);
				}
			}),
		);
	});

	it('mark what failed with a sign and a word', () => {
		const story = storyOf(3, failedUpstream('reset'), servers);
		const rows = timesRows(story === undefined ? [] : phasesOf(story), story?.startTime ?? 0, 100).map(rowText);
		expect(rows.filter(row => row.endsWith('✗ failed'))).toHaveLength(2);
	});
});
