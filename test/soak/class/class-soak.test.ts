import { expect, test } from 'vitest';
import { describeWithEngine } from '../../fixtures/class/with-engine.ts';
import { runClassSoak } from './run-class-soak.ts';

describeWithEngine('random schedules of a class', engine => {
	test('whatever dies, and in which order, a client has a whole poem or a reset, and nothing partial is kept', async () => {
		const { complaints, ends } = await runClassSoak(engine(), { schedules: 40, seed: 1 });
		expect(complaints).toEqual([]);
		expect(Object.keys(ends)).toContain('in order');
	}, 240_000);
});
