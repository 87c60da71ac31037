import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installed, packAndInstall, testInstalled } from '../fixtures/installed.ts';
import { warningsOfNpm } from '../fixtures/npm.ts';

let installed: Installed;
beforeAll(async () => {
	installed = await packAndInstall();
});
afterAll(() => installed.remove());

/** Every kind of file that the package may hold. */
const kinds = [
	/^package\.json$/,
	/^readme\.md$/,
	/^license$/,
	/^dist\/(cli|worker|run-module|start-screen|start-reader|compromise|redis-client|chunk-\w+|devtools-\w+)\.js$/,
	/^dist\/licenses\.txt$/,
	/^dist\/poetry-lab\.1$/,
	/^poems\/[a-z0-9-]+\.txt$/,
];

test('the package holds files of every kind that it should, and of no other', () => {
	expect(installed.files.filter(file => !kinds.some(kind => kind.test(file)))).toEqual([]);
	expect(kinds.filter(kind => !installed.files.some(file => kind.test(file)))).toEqual([]);
});

test('the package is small: under 850 kB, and under 2.5 MB unpacked', () => {
	expect(installed.size).toBeLessThan(850_000);
	expect(installed.unpackedSize).toBeLessThan(2_700_000);
});

test('nothing is installed beside it', async () => {
	const modules = await readdir(join(installed.folder, 'node_modules'));
	expect(modules.filter(name => !name.startsWith('.'))).toEqual(['poetry-lab']);
});

test('npm warns of nothing when it is installed as a command, and none of its scripts would run', async () => {
	const prefix = join(installed.folder, '..', 'prefix');
	const install = ['install', '--global', '--prefix', prefix, '--offline', installed.tarball];
	expect(await warningsOfNpm(installed.folder, ...install)).toBe('');
	const { scripts } = JSON.parse(
		await readFile(join(installed.folder, 'node_modules', 'poetry-lab', 'package.json'), 'utf8'),
	);
	expect(Object.keys(scripts).filter(name => /^(pre|post)?(install|prepare)$|^prepublish$/.test(name))).toEqual([]);
});

describe('npm ci in a fresh clone', () => {
	const root = fileURLToPath(new URL('../..', import.meta.url));

	test('warns of no package that would not run on this Node', async () => {
		const clone = join(installed.folder, '..', 'clone');
		await mkdir(clone);
		for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
			await copyFile(join(root, file), join(clone, file));
		}
		expect(await warningsOfNpm(clone, 'ci', '--dry-run', '--offline', '--ignore-scripts')).toBe('');
	});

	test('warns of no package whose script nobody has looked at', async () => {
		const { allowScripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
		const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
		const withScript = Object.keys(packages).filter(path => packages[path].hasInstallScript);
		expect(withScript.map(path => path.replace(/^.*node_modules\//, ''))).toEqual(Object.keys(allowScripts));
	});
});

describe('the installed program', () => {
	testInstalled(
		() => process.execPath,
		() => installed,
	);
});
