import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ProcessPool } from '../../../source/transforms/user/process-pool.ts';
import { UserModule } from '../../../source/transforms/user/user-module.ts';
import { newPath } from '../../fixtures/recordings.ts';
import { directoryOf, idleMachine, isAlive, loaded, until, written } from '../../fixtures/user-transforms.ts';

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllEnvs();
});

/** What a module does when its poem is `hang`, after it has written a file. */
const hang = (marker: string, how: string) => `
import { writeFileSync } from 'node:fs';
export default async poem => {
	if (poem.startsWith('hang')) { writeFileSync(${JSON.stringify(marker)}, ''); ${how} }
	return poem + process.pid;
};`;

const timedOut = 'hang.js timed out: it did not finish within 5 s';

/** A module that hangs, and an honest one, once the first is at it; the clock that it is measured by stands still. */
async function hanging(how: string, signal?: AbortSignal) {
	const marker = await newPath();
	const files = { 'hang.js': hang(marker, how), 'good.js': "export default poem => poem + '!';" };
	const all = await loaded(files, idleMachine);
	const first = await all.apply('hang', 'first');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const request = all.apply('hang', 'hang', signal);
	const settled = request.then(
		() => 'it gave something',
		(error: Error) => error.message,
	);
	await written(marker);
	return { ...all, settled, pid: Number(first.slice('first'.length)) };
}

describe.each([
	['never lets go of its thread', 'for (;;);'],
	['gives a promise that is never settled', 'await new Promise(() => {});'],
])('a module that %s', (_, how) => {
	test('fails after the limit, is ended, and is started anew for the next poem', async () => {
		const { apply, settled, pid } = await hanging(how);
		vi.advanceTimersByTime(4999);
		expect(isAlive(pid)).toBe(true);
		vi.advanceTimersByTime(1);
		expect(await settled).toBe(timedOut);
		vi.useRealTimers();
		await until(() => !isAlive(pid));
		expect(await apply('hang', 'next')).toMatch(/^next\d+$/);
	});

	test('holds up no other module', async () => {
		const { apply } = await hanging(how);
		expect(await apply('good', 'poem')).toBe('poem!');
	});

	test('is ended with the lab', async () => {
		const { close, settled, pid, apply } = await hanging(how);
		close();
		expect(await settled).toBe('hang.js was ended: the lab is closed');
		await until(() => !isAlive(pid));
		await expect(apply('hang', 'later')).rejects.toThrow('hang.js was ended: the lab is closed');
	});
});

test('a request that waits behind one that hangs is answered by the next process', async () => {
	const { apply, settled, pid } = await hanging('for (;;);');
	vi.advanceTimersByTime(1000);
	const behind = apply('hang', 'behind');
	vi.advanceTimersByTime(4000);
	expect(await settled).toBe(timedOut);
	expect(await behind).toMatch(/^behind\d+$/);
	expect(isAlive(pid)).toBe(false);
});

test('a request that the module does not come to fails after the limit too, in other words', async () => {
	const { apply, settled } = await hanging('for (;;);');
	const behind = expect(apply('hang', 'behind')).rejects.toThrow(
		/^hang\.js timed out: it did not come to this poem within 5 s$/,
	);
	vi.advanceTimersByTime(5000);
	expect(await settled).toBe(timedOut);
	await behind;
});

test('a request that nobody waits for any more fails at once, and its process goes on if it ends in time', async () => {
	const { apply } = await loaded({
		'late.js':
			'export default async poem => { await new Promise(r => setTimeout(r, 50)); return poem + process.pid; };',
	});
	const first = await apply('late', 'poem');
	const leaving = new AbortController();
	const left = apply('late', 'left', leaving.signal);
	leaving.abort();
	await expect(left).rejects.toThrow('late.js was left alone: nobody waits for it');
	expect(await apply('late', 'poem')).toBe(first);
});

test('a module that nobody waits for any more is ended after the limit all the same', async () => {
	const leaving = new AbortController();
	const { settled, pid } = await hanging('for (;;);', leaving.signal);
	leaving.abort();
	expect(await settled).toBe('hang.js was left alone: nobody waits for it');
	vi.advanceTimersByTime(4999);
	expect(isAlive(pid)).toBe(true);
	vi.advanceTimersByTime(1);
	await until(() => !isAlive(pid));
});

test('many requests at once are answered each with its own', async () => {
	const { apply } = await loaded({
		'echo.js':
			'export default async poem => { await new Promise(r => setTimeout(r, Math.random() * 20)); return poem; };',
	});
	const poems = Array.from({ length: 200 }, (_, index) => `poem ${index}`);
	expect(await Promise.all(poems.map(poem => apply('echo', poem)))).toEqual(poems);
});

test('what breaks down after its reply is told by its file, and is started anew for the next poem', async () => {
	const told: string[] = [];
	const { apply } = await loaded(
		{ 'late.js': "export default poem => { setTimeout(() => { throw new Error('too late'); }, 30); return poem; };" },
		{ brokeDown: (file, why) => void told.push(`${file}: ${why}`) },
	);
	expect(await apply('late', 'poem')).toBe('poem');
	await until(() => told.length > 0);
	expect(told).toEqual(['late.js: it threw outside of its function: too late']);
	expect(await apply('late', 'again')).toBe('again');
});

test('a module that spins after its reply fails the next request, and is started anew for the one after it', async () => {
	const marker = await newPath();
	const { apply } = await loaded(
		{
			'spin.js': `import { writeFileSync } from 'node:fs';
			const spin = () => { writeFileSync(${JSON.stringify(marker)}, ''); for (;;); };
			export default poem => { if (poem === 'spin') setTimeout(spin, 30); return poem; };`,
		},
		idleMachine,
	);
	expect(await apply('spin', 'spin')).toBe('spin');
	await written(marker);
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const next = expect(apply('spin', 'poem')).rejects.toThrow(
		/^spin\.js timed out: it did not come to this poem within 5 s$/,
	);
	vi.advanceTimersByTime(5000);
	await next;
	vi.useRealTimers();
	expect(await apply('spin', 'poem')).toBe('poem');
});

test('a module that was spoiled meanwhile says so when it has to start anew', async () => {
	const lib = await newPath();
	await writeFile(`${lib}.mjs`, 'export const mark = "!";');
	const { apply } = await loaded({
		'edited.js': `import { mark } from ${JSON.stringify(`${lib}.mjs`)};
			export default poem => poem === 'end' ? process.exit(1) : poem + mark;`,
	});
	await writeFile(`${lib}.mjs`, 'export const mark = ;');
	expect(await apply('edited', 'poem')).toBe('poem!');
	await expect(apply('edited', 'end')).rejects.toThrow('edited.js ended its process, with 1');
	await expect(apply('edited', 'poem')).rejects.toThrow(
		/^edited\.js does not load any more: SyntaxError: Unexpected token/,
	);
});

test('more modules than may run at once are all loaded, and all answer', async () => {
	const names = Array.from({ length: 9 }, (_, index) => `m${index}`);
	const { apply, problems } = await loaded(
		Object.fromEntries(names.map(name => [`${name}.js`, "export default poem => poem + ' ' + process.pid;"])),
	);
	expect(problems).toEqual([]);
	const replies = await Promise.all(names.map(name => apply(name, 'poem')));
	expect(new Set(replies).size).toBe(names.length);
	const alive = replies.map(reply => Number(reply.split(' ')[1])).filter(isAlive);
	expect(alive.length).toBeLessThanOrEqual(8);
});

test('how long a busy machine takes to start a process counts for no module: only one that hangs is late', async () => {
	const slow = fileURLToPath(new URL('../../fixtures/slow-start.cjs', import.meta.url));
	vi.stubEnv('NODE_OPTIONS', `--require=${slow}`);
	vi.stubEnv('TEST_SLOW_START_MS', '2500');
	const { apply, problems } = await loaded(
		{ 'good.js': "export default poem => poem + '!';", 'hang.mjs': 'await new Promise(() => {});' },
		{ loadLimitMs: 2_000 },
	);
	expect(problems).toEqual([expect.stringMatching(/^hang\.mjs: it does not finish loading within 2 s/)]);
	expect(await apply('good', 'poem')).toBe('poem!');
});

/** A module of this text that has to wait for a process until there is one; the clock that it is measured by stands still. */
async function waiting(text: string) {
	const dir = await directoryOf({ 'm.mjs': text });
	const url = pathToFileURL(join(dir, 'm.mjs')).href;
	const pool = new ProcessPool(1);
	const other = { idle: false, begin: () => true, giveWay() {} };
	pool.ask(other);
	const options = { loadLimitMs: 5_000, limitMs: 5_000, brokeDown: () => {}, ...idleMachine };
	const module = new UserModule({ file: 'm.mjs', url }, options, pool);
	onTestFinished(() => module.close());
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	return { module, letIn: () => pool.giveBack(other) };
}

test('the time of a poem begins once a process has it, however long it waited for one', async () => {
	const { module, letIn } = await waiting("export default poem => poem + '!';");
	const reply = module.apply('poem');
	vi.advanceTimersByTime(59_999);
	letIn();
	expect(await reply).toBe('poem!');
});

test('a poem that gets no process within a minute is told so', async () => {
	const { module } = await waiting("export default poem => poem + '!';");
	const reply = expect(module.apply('poem')).rejects.toThrow(
		/^m\.mjs timed out: no process was free for it within 60 s$/,
	);
	vi.advanceTimersByTime(60_000);
	await reply;
});

test.each([
	['answers it', "export default poem => poem + '!';", 'poem!'],
	['fails it where it does not load', 'not a word of it', /^m\.mjs does not load: SyntaxError/],
	['fails it where it exports nothing', '', /^m\.mjs does not load: it exports no function/],
])('a module that is put off loads for its first poem, and %s', async (_, text, outcome) => {
	const { module, letIn } = await waiting(text);
	const load = module.load();
	module.putOff();
	expect(await load).toMatchObject({ is: 'put-off' });
	letIn();
	const reply = module.apply('poem').catch((error: Error) => error.message);
	expect(await reply).toEqual(typeof outcome === 'string' ? outcome : expect.stringMatching(outcome));
});
