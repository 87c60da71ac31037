import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { loadTransforms } from '../../../source/transforms/user/load-transforms.ts';
import { idleMachine, until } from '../../fixtures/user-transforms.ts';

let dir: string;

beforeEach(async () => {
	dir = await mkdtemp(join(tmpdir(), 'poetry lab-'));
});

afterEach(async () => {
	await rm(dir, { recursive: true });
});

/** Writes the files into the directory and loads it. */
async function load(files: Record<string, string>) {
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(dir, name), text);
	}
	const found = await loadTransforms(dir);
	onTestFinished(found.close);
	return found;
}

test('an ES module in a package of CommonJS is told how it has to be named', async () => {
	const { problems } = await load({
		'package.json': '{"type":"commonjs"}',
		'out.js': 'export default poem => poem;',
		'in.js': "import 'node:fs';",
		'wrong.js': 'module.exports = {',
	});
	expect(problems).toEqual([
		expect.stringMatching(/^in\.js: it does not load \(SyntaxError: .*\); as an ES module .* be named in\.mjs\.$/),
		expect.stringMatching(/^out\.js: it does not load \(SyntaxError: .*\); as an ES module .* be named out\.mjs\.$/),
		expect.stringMatching(/^wrong\.js: it does not load \(SyntaxError: .*\); correct it and start again\.$/),
	]);
});

test('a default and a named export both make a transform, named after its file', async () => {
	const { transforms, problems } = await load({
		'whisper.mjs': "export const summary = 'Puts it in brackets.';\nexport default poem => '(' + poem + ')';\n",
		'echo+2.js': 'export async function echo(poem) { return poem + poem; }\n',
	});
	expect(problems).toEqual([]);
	expect(transforms.map(({ name, summary }) => [name, summary])).toEqual([
		['echo+2', 'from echo+2.js'],
		['whisper', 'Puts it in brackets.'],
	]);
	expect(await Promise.all(transforms.map(({ apply }) => apply('é')))).toEqual(['éé', '(é)']);
});

test('a function that is exported twice is still one function', async () => {
	const { transforms } = await load({
		'twice.mjs': 'export function same(poem) { return poem; }\nexport default same;\n',
	});
	expect(transforms.map(({ name }) => name)).toEqual(['twice']);
});

test.each([
	['syntax.mjs', 'export default poem => {', /^syntax\.mjs: it does not load \(.*\); correct it and start again\.$/],
	['throws.mjs', "throw new Error('no ink\\nleft')", /^throws\.mjs: it does not load \(Error: no ink\); correct it/],
	['none.mjs', "export const summary = 'Nothing.'", /^none\.mjs: it exports no function; export one/],
	[
		'two.mjs',
		'export const a = p => p; export const b = p => p + p',
		/^two\.mjs: it exports 2 functions; export only one\.$/,
	],
	['my.own.mjs', 'export default p => p', /^my\.own\.mjs: "my\.own" cannot name a transform; use only/],
	['shout.mjs', 'export default p => p', /^shout\.mjs: there is a transform named shout already; rename the file\.$/],
	[
		'typed.ts',
		'export default (p: string) => p',
		/^typed\.ts: TypeScript cannot be loaded; compile it to a \.js or \.mjs file\.$/,
	],
	['old.cjs', 'module.exports = p => p', /^old\.cjs: only \.js and \.mjs files are loaded/],
])('%s gives one sentence that says what to do, and the others still load', async (file, text, sentence) => {
	const { transforms, problems } = await load({ [file]: text, 'zz-good.mjs': 'export default p => p' });
	expect(problems).toEqual([expect.stringMatching(sentence)]);
	expect(transforms.map(({ name }) => name)).toEqual(['zz-good']);
});

test.each([
	['awaits for ever', 'await new Promise(() => {});'],
	['never lets go of its thread', 'for (;;);'],
])('a module that %s while it loads gives one sentence, and the others still load', async (_, how) => {
	await writeFile(join(dir, 'hang.mjs'), `${how} export default p => p`);
	await writeFile(join(dir, 'zz-good.mjs'), 'export default p => p');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	try {
		const limits = vi.spyOn(globalThis, 'setTimeout');
		const loading = loadTransforms(dir, { loadLimitMs: 3000, ...idleMachine });
		const begun = () => limits.mock.calls.filter(([, ms]) => ms === 3000).length;
		// Both have a limit from when they begin, until the good one is loaded.
		await until(() => begun() === 2 && vi.getTimerCount() === 1);
		vi.advanceTimersByTime(3000);
		const { transforms, problems } = await loading;
		expect(problems).toEqual([expect.stringMatching(/^hang\.mjs: it does not finish loading within 3 s; correct/)]);
		expect(transforms.map(({ name }) => name)).toEqual(['zz-good']);
	} finally {
		vi.restoreAllMocks();
		vi.useRealTimers();
	}
});

test('the wait for a module keeps the process alive', async () => {
	const timers = vi.spyOn(globalThis, 'setTimeout');
	try {
		await writeFile(join(dir, 'hang.mjs'), 'await new Promise(() => {}); export default p => p');
		expect((await loadTransforms(dir, { loadLimitMs: 1 })).problems).toHaveLength(1);
		const limit = timers.mock.results.find((_, index) => timers.mock.calls[index]?.[1] === 1);
		expect(limit?.value.hasRef()).toBe(true);
	} finally {
		timers.mockRestore();
	}
});

test('two files with the same base name give one transform and one problem', async () => {
	const { transforms, problems } = await load({
		'a.js': 'export const a = p => p',
		'a.mjs': 'export const a = p => p',
	});
	expect(transforms.map(({ summary }) => summary)).toEqual(['from a.js']);
	expect(problems).toEqual([expect.stringMatching(/^a\.mjs: there is a transform named a already/)]);
});

test('other files and directories are passed over', async () => {
	await mkdir(join(dir, 'folder'));
	expect(await load({ 'readme.md': '# Mine', 'types.d.ts': 'export {}', 'package.json': '{}' })).toMatchObject({
		transforms: [],
		problems: [],
	});
});

test('what has a module’s name and is no regular file is told, and never opened', async () => {
	await promisify(execFile)('mkfifo', [join(dir, 'a-pipe.js')]);
	await mkdir(join(dir, 'b-folder.js'));
	await symlink('/dev/zero', join(dir, 'c-device.mjs'));
	await symlink(join(dir, 'nowhere'), join(dir, 'd-broken.js'));
	await mkdir(join(dir, 'elsewhere'));
	await writeFile(join(dir, 'elsewhere', 'good.mjs'), 'export default p => p');
	await symlink(join(dir, 'elsewhere', 'good.mjs'), join(dir, 'link.mjs'));
	const { transforms, problems } = await load({});
	expect(problems).toEqual([
		'a-pipe.js: it does not load (it is a pipe, no file); correct it and start again.',
		'b-folder.js: it does not load (it is a directory, no file); correct it and start again.',
		'c-device.mjs: it does not load (it is a device, no file); correct it and start again.',
		'd-broken.js: it does not load (it is a link to nothing); correct it and start again.',
	]);
	expect(transforms.map(({ name }) => name)).toEqual(['link']);
});

test('a transform that gives something else than text fails with a TransformsError', async () => {
	const { transforms } = await load({ 'count.mjs': 'export default poem => poem.length' });
	await expect(transforms[0]?.apply('poem')).rejects.toMatchObject({ name: 'TransformsError', code: 'not-text' });
});

test('a directory that is not there throws a TransformsError with its cause', async () => {
	await expect(loadTransforms(join(dir, 'nowhere'))).rejects.toMatchObject({
		name: 'TransformsError',
		code: 'directory-missing',
		cause: { code: 'ENOENT' },
	});
});

test('a file in place of a directory throws a TransformsError that tells it from a missing one', async () => {
	await writeFile(join(dir, 'file'), '');
	await expect(loadTransforms(join(dir, 'file'))).rejects.toMatchObject({ code: 'directory-unreadable' });
});
