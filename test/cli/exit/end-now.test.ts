import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundled } from '../../fixtures/bundled.ts';
import { startShell } from '../../fixtures/program.ts';

let directory = '';
beforeAll(async () => {
	const bundles = await bundled({ 'end-now': 'source/cli/exit/end-now.ts' });
	directory = bundles.directory;
	return bundles.remove;
});

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
