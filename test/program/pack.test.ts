import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installed, packAndInstall, testInstalled } from '../fixtures/installed.ts';

let installed: Installed;
beforeAll(async () => {
	installed = await packAndInstall();
}, 60_000);
afterAll(() => installed.remove());

/** Every kind of file that the package may hold. */
const kinds = [
	/^package\.json$/,
	/^readme\.md$/,
	/^license$/,
	/^dist\/(cli|worker|start-screen|start-reader|compromise|chunk-\w+|devtools-\w+)\.js$/,
	/^dist\/licenses\.txt$/,
	/^dist\/poetry-lab\.1$/,
	/^poems\/[a-z0-9-]+\.txt$/,
];

test('the package holds files of every kind that it should, and of no other', () => {
	expect(installed.files.filter(file => !kinds.some(kind => kind.test(file)))).toEqual([]);
	expect(kinds.filter(kind => !installed.files.some(file => kind.test(file)))).toEqual([]);
});

test('the package is small: under 600 kB, and under 2 MB unpacked', () => {
	expect(installed.size).toBeLessThan(600_000);
	expect(installed.unpackedSize).toBeLessThan(2_000_000);
});

test('nothing is installed beside it', async () => {
	const modules = await readdir(join(installed.folder, 'node_modules'));
	expect(modules.filter(name => !name.startsWith('.'))).toEqual(['poetry-lab']);
});

describe('the installed program', () => {
	testInstalled(
		() => process.execPath,
		() => installed,
	);
});
