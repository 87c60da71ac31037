import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyPorts, eventWith, run, start } from '../fixtures/program.ts';

const broken = ['poetry/nachtlied=hang', 'poetry/tyger=hang', 'poetry/violons=reset:5'];
const lab = start('serve', '--json', ...anyPorts, ...broken.flatMap(fault => ['--fault', fault]));
const addresses: Record<string, string> = {};

beforeAll(async () => {
	const poets = ['poetry/nachtlied', 'poetry/tyger', 'poetry/violons', 'poetry/ecstasy'];
	for (const server of [...poets, 'proxy/ecstasy', 'transform']) {
		const { port } = await lab.line(eventWith({ type: 'server-listening', server }));
		addresses[server] = `127.0.0.1:${port}`;
	}
	await lab.line(eventWith({ type: 'ready' }));
});
afterAll(async () => {
	lab.child.kill('SIGTERM');
	await lab.ended;
});

const at = (server: string) => addresses[server] ?? '';

test('a crowd whose poems are all whole is exit code 0, with its totals on stdout and nothing on stderr', async () => {
	const { code, stdout, stderr } = await run('crowd', at('proxy/ecstasy'), '--clients', '50');
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(stdout.toString()).toMatch(/^clients +50$/m);
	expect(stdout.toString()).toMatch(/^whole poems +50 {2}\d+ kB, 1 different$/m);
	expect(stdout.toString()).toMatch(/^within +first byte +whole$/m);
});

test('a poem that came as it was, since a transform failed, is a whole one, in the totals as in the column below', async () => {
	const flags = ['--clients', '5', '--transform', 'shout,nope', '--via', at('transform')];
	const { code, stdout } = await run('crowd', at('poetry/ecstasy'), ...flags);
	const words = stdout.toString();
	expect(words).toMatch(/^whole poems +5 {2}/m);
	expect(words).toMatch(/^fell back +5 {2}of them: a transform failed$/m);
	const [, column = ''] = words.split(/^within.*$/m);
	const whole = [...column.matchAll(/^(?:\d+ m?s|longer) +\d+ +(\d+)/gm)].map(([, count]) => Number(count));
	expect(whole.reduce((sum, count) => sum + count, 0)).toBe(5);
	expect(code).toBe(0);
});

test('with --json the totals are one object, and each client is in them once', async () => {
	const flags = ['--clients', '20', '--transform', 'shout,gibberish', '--via', at('transform'), '--json'];
	const { code, stdout } = await run('crowd', at('poetry/ecstasy'), ...flags);
	const totals = JSON.parse(stdout.toString()) as Record<string, unknown>;
	expect(totals).toMatchObject({ type: 'crowd-ended', how: 'ended', clients: 20, begun: 20, whole: 0, fellBack: 20 });
	expect(code).toBe(0);
});

test('with --json no percentile is beyond the longest wait, and none of them beyond the whole crowd', async () => {
	const { stdout } = await run('crowd', at('poetry/ecstasy'), '--clients', '50', '--json');
	const { durationMs, firstByteMs, wholeMs } = JSON.parse(stdout.toString()) as {
		[name: string]: { [percentile: string]: number };
	} & { durationMs: number };
	for (const { p50 = 0, p90 = 0, p99 = 0, max = 0 } of [firstByteMs ?? {}, wholeMs ?? {}]) {
		const ascending = [0.001, p50, p90, p99, max, durationMs];
		expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
	}
});

test('a crowd of which some failed is exit code 1, and says by what', async () => {
	const { code, stdout } = await run('crowd', at('poetry/violons'), '--clients', '10');
	expect(stdout.toString()).toMatch(/^failed: reset +10 {2}connection reset$/m);
	expect(code).toBe(1);
});

test('a rate spreads the clients over time', async () => {
	const flags = ['--clients', '5', '--rate', '20', '--json'];
	const { stdout } = await run('crowd', at('poetry/ecstasy'), ...flags);
	const { durationMs, whole } = JSON.parse(stdout.toString()) as { durationMs: number; whole: number };
	expect(whole).toBe(5);
	expect(durationMs).toBeGreaterThanOrEqual(195);
});

test.each([
	['SIGINT', 130, 'poetry/nachtlied'],
	['SIGTERM', 143, 'poetry/tyger'],
] as const)('%s ends it with the totals so far, and exit code %i', async (signal, expected, server) => {
	const { child, ended } = start('crowd', at(server), '--clients', '5', '--json');
	await lab.line(eventWith({ type: 'fault-struck', server }));
	child.kill(signal);
	const { code, stdout } = await ended;
	expect(code).toBe(expected);
	expect(JSON.parse(stdout.toString())).toMatchObject({ how: 'cancelled', clients: 5, whole: 0 });
});

test.each([
	[['crowd'], 'crowd needs one host'],
	[['crowd', ':1', ':2', '--clients', '5'], 'crowd needs one host'],
	[['crowd', ':1'], 'crowd needs --clients'],
	[['crowd', ':1', '--clients', '0'], '--clients takes a whole number from 1'],
	[['crowd', ':1', '--clients', 'many'], '--clients takes a whole number'],
	[['crowd', ':1', '--clients', '5', '--rate', '0'], '--rate takes clients a second'],
	[['crowd', ':1', '--clients', '5', '--strict'], '--strict belongs to poetry-lab get'],
	[['get', ':1', '--clients', '5'], '--clients belongs to poetry-lab crowd'],
])('%j is wrong usage, told with exit code 2', async (args, words) => {
	const { code, stdout, stderr } = await run(...args);
	expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
	expect(stderr).toContain(words);
});
