import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programPath } from '../fixtures/program.ts';

const dist = join(programPath, '..');
const server = createServer(socket => socket.end('a poem'));
let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
	await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
	server.close();
	await rm(folder, { recursive: true });
});

/** The files of the program that were loaded while it ran, as Node itself counts them for its coverage. */
async function loaded(...args: readonly string[]): Promise<readonly string[]> {
	const report = await mkdtemp(join(folder, 'loaded-'));
	const env = { ...process.env, NODE_V8_COVERAGE: report };
	await promisify(execFile)(process.execPath, [programPath, ...args], { env });
	const files = await readdir(report);
	const texts = await Promise.all(files.map(file => readFile(join(report, file), 'utf8')));
	const scripts = texts.flatMap(text => (JSON.parse(text) as { result: { url: string }[] }).result);
	return scripts.filter(({ url }) => url.includes('/dist/')).map(({ url }) => basename(url));
}

test.each([[['--version']], [['--help']], [['help', 'faults']], [['lesson']]])(
	'%j loads one file of the program, and neither the screen nor the word library',
	async args => {
		expect(await loaded(...args)).toEqual(['cli.js']);
	},
);

test('get loads one file of the program, and neither the screen nor the word library', async () => {
	const { port } = server.address() as AddressInfo;
	expect(await loaded('get', `:${port}`)).toEqual(['cli.js']);
});

test.each([
	['React', /Symbol\.for\("react\.portal"\)/, 'chunk'],
	['the layout engine', /AGFzbQEAAAABugM3YAF/, 'chunk'],
	['the word library', /Superlative/, 'compromise'],
	['the client of an engine', /XREADGROUP/, 'redis-client'],
])('%s is in one file, which is neither that of the commands nor the worker’s', async (_, sign, file) => {
	const scripts = (await readdir(dist)).filter(name => name.endsWith('.js'));
	const texts = await Promise.all(
		scripts.map(async name => ({ name, text: await readFile(join(dist, name), 'utf8') })),
	);
	const holders = texts.filter(({ text }) => sign.test(text)).map(({ name }) => name);
	expect(holders).toEqual([expect.stringMatching(new RegExp(`^${file}`))]);
});

test('no file of the program imports a module of Node, of which Node would load all that it offers', async () => {
	const scripts = (await readdir(dist)).filter(name => name.endsWith('.js'));
	expect(scripts).toContain('worker.js');
	for (const name of scripts) {
		expect(await readFile(join(dist, name), 'utf8')).not.toMatch(
			/(^|;|\})(import|export)\b[^;]*"(node:\w+|process|fs|util)"/m,
		);
	}
});
