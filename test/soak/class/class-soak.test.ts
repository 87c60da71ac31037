import { describe, expect, test } from 'vitest';
import { EngineServer, engineProgram, leftOut } from '../../fixtures/class/engine-server.ts';
import { runClassSoak } from './run-class-soak.ts';

describe.skipIf(engineProgram === undefined)(`random schedules of a class ${leftOut}`, () => {
	test('whatever dies, and in which order, a client has a whole poem or a reset, and nothing partial is kept', async () => {
		const engine = await EngineServer.start();
		try {
			const { complaints, ends } = await runClassSoak(engine, { schedules: 40, seed: 1 });
			expect(complaints).toEqual([]);
			expect(Object.keys(ends)).toContain('in order');
		} finally {
			await engine.close();
		}
	}, 240_000);
});
