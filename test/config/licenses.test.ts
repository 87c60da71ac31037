import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { licensesOf } from '../../.config/licenses.js';

let root = '';
beforeAll(async () => {
	root = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
});
afterAll(() => rm(root, { recursive: true }));

/** A bundle with one file of a package that has these files; `bytes` of it are left. */
async function bundleWith(name: string, license: string, files: Readonly<Record<string, string>>, bytes = 1) {
	const folder = join(root, 'node_modules', name);
	await mkdir(join(folder, 'build'), { recursive: true });
	await writeFile(join(folder, 'package.json'), JSON.stringify({ name, version: '1.2.3', license }));
	for (const [file, text] of Object.entries(files)) {
		await writeFile(join(folder, file), text);
	}
	const inputs = {
		[`node_modules/${name}/index.js`]: { bytesInOutput: bytes },
		'source/cli.tsx': { bytesInOutput: 9 },
	};
	return { 'dist/cli.js': { bytes: 9, inputs, imports: [], exports: [] } };
}

test('a package’s name, version, licence and notice are in the text', async () => {
	const text = await licensesOf(
		await bundleWith('@some/kind', 'MIT', { LICENSE: 'Be free.', NOTICE: 'Thanks.' }),
		root,
	);
	expect(text).toMatch(/\n@some\/kind 1\.2\.3 \(MIT\)\n\nBe free\.\n\nThanks\.\n$/);
});

test('what was bundled into a package is in the text as well', async () => {
	const files = { license: 'Be free.', 'build/licenses.md': 'Name: inner\nLicense: ISC\nMay be used.' };
	expect(await licensesOf(await bundleWith('outer', 'MIT', files), root)).toContain('May be used.');
});

test('a package of which nothing is left in the bundle is not in the text', async () => {
	expect(await licensesOf(await bundleWith('unused', 'GPL-3.0', {}, 0), root)).not.toContain('unused');
});

test.each([
	['has no text of its licence', 'textless', 'MIT', {}],
	['has a copyleft licence', 'copyleft', 'GPL-3.0-only', { LICENSE: 'Share alike.' }],
	['has no licence', 'free-for-all', undefined, { LICENSE: 'All rights reserved.' }],
	['was itself bundled with copyleft', 'carrier', 'MIT', { license: 'x', 'build/licenses.md': 'License: GPL-2.0' }],
])('a package that %s fails the build, by name', async (_, name, license, files) => {
	const outputs = await bundleWith(name, license as string, files as Record<string, string>);
	await expect(licensesOf(outputs, root)).rejects.toThrow(name);
});

describe('beside the bundle', () => {
	test.each([
		'ink 8',
		'react 19',
		'yoga-layout 3',
		'compromise 14',
		'lru-cache 11',
		'@redis/client 6',
		'meow 14',
		'Name: yargs-parser',
	])('there is the licence of %s', async name => {
		const text = await readFile(fileURLToPath(new URL('../../dist/licenses.txt', import.meta.url)), 'utf8');
		expect(text).toContain(`\n${name}`);
	});
});
