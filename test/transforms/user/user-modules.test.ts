import { writeFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { newPath } from '../../fixtures/recordings.ts';
import { idleMachine, loaded, until, written } from '../../fixtures/user-transforms.ts';

afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

test('behind modules that never finish, the others have as long again together, and what has not loaded is put off', async () => {
	const [begun, mayLoad] = [await newPath(), await newPath()];
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const limits = vi.spyOn(globalThis, 'setTimeout');
	const count = () => limits.mock.calls.filter(([, ms]) => ms === 3_000).length;
	const hanging = Array.from({ length: 8 }, (_, index) => `hang${index}.mjs`);
	const loading = loaded(
		{
			...Object.fromEntries(hanging.map(file => [file, 'await new Promise(() => {});'])),
			'waits.mjs': `import { existsSync, writeFileSync } from 'node:fs';
				writeFileSync(${JSON.stringify(begun)}, '');
				while (!existsSync(${JSON.stringify(mayLoad)})) await new Promise(setImmediate);
				export default poem => poem + '!';`,
		},
		{ loadLimitMs: 3_000, ...idleMachine },
	);
	// All that may run at once have begun.
	await until(() => count() === 8);
	vi.advanceTimersByTime(3_000);
	await written(begun);
	vi.advanceTimersByTime(3_000);
	const { problems, apply } = await loading;
	expect(problems).toEqual([
		...hanging.map(file => expect.stringContaining(`${file}: it does not finish loading within 3 s;`)),
		'waits.mjs: it has not loaded yet, behind others that do not finish; it is loaded for its first poem.',
	]);
	await writeFile(mayLoad, '');
	expect(await apply('waits', 'poem')).toBe('poem!');
});
