import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../../.config/bundle.js';
import { startShell } from '../../fixtures/program.ts';

let directory = '';
beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
	await bundle(
		{ 'end-now': fileURLToPath(new URL('../../../source/cli/exit/end-now.ts', import.meta.url)) },
		directory,
	);
	await writeFile(join(directory, 'package.json'), '{ "type": "module" }');
});
afterAll(() => rm(directory, { recursive: true }));

/** A program that ends with this code, and whose exit takes so many milliseconds; with the processes that it leaves. */
async function endOf(code: number, exitMs: number) {
	const script = `
		import { endNow } from '${join(directory, 'end-now.js')}';
		process.once('exit', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${exitMs}));
		endNow(${code});
	`;
	await writeFile(join(directory, 'ends.js'), script);
	return startShell(`exec '${process.execPath}' '${join(directory, 'ends.js')}'`).ended;
}

describe.skipIf(process.platform === 'win32')('an exit', () => {
	test.each([0, 1])('with code %i has this code also where it takes longer than a moment', async code => {
		expect(await endOf(code, 700)).toMatchObject({ code, signal: null });
	});

	test.each([
		[143, 'SIGTERM'],
		[0, 'SIGKILL'],
	])('with code %i that never comes is brought about by %s', async (code, signal) => {
		expect(await endOf(code, 3_600_000)).toMatchObject({ code: null, signal });
	});
});
