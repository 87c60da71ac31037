import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closedPort } from '../fixtures/closed-port.ts';
import { anyPorts, eventWith, programPath, run, start } from '../fixtures/program.ts';

/** Linux has a device that is always full. */
const hasFullDevice = statSync('/dev/full', { throwIfNoEntry: false })?.isCharacterDevice() === true;

const lab = start('serve', '--json', ...anyPorts);
const addresses: Record<string, string> = {};
const servers: Server[] = [];
let poem = Buffer.alloc(0);

beforeAll(async () => {
	poem = await readFile(new URL('../../poems/ecstasy.txt', import.meta.url));
	for (const server of ['poetry/ecstasy', 'proxy/ecstasy', 'transform']) {
		const { port } = await lab.line(eventWith({ type: 'server-listening', server }));
		addresses[server] = `127.0.0.1:${port}`;
	}
	await lab.line(eventWith({ type: 'ready' }));
});
afterAll(async () => {
	lab.child.kill('SIGTERM');
	await lab.ended;
});
afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
	}
});

const at = (server: string) => addresses[server] ?? '';
const via = () => ['--via', at('transform')];

/** A server that does this with each connection. */
async function misbehaving(serve: (socket: Socket) => void): Promise<string> {
	const server = createServer(socket => {
		socket.on('error', () => {});
		serve(socket);
	}).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the exact bytes are on stdout, and nothing else anywhere', async () => {
	const { code, stdout, stderr } = await run('get', at('proxy/ecstasy'));
	expect(stdout).toEqual(poem);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('bytes that are no UTF-8 stay as they are', async () => {
	const bytes = Buffer.from([0x00, 0xff, 0x1b, 0x0a]);
	const host = await misbehaving(socket => socket.end(bytes));
	expect((await run('get', host)).stdout).toEqual(bytes);
});

test('transforms run in order', async () => {
	const { stdout } = await run('get', at('poetry/ecstasy'), '--transform', 'reverse-lines,shout', ...via());
	const lines = poem.toString().toUpperCase().trimEnd().split('\n').reverse();
	expect(stdout.toString()).toBe(`${lines.join('\n')}\n`);
});

test('several poems come in the order asked for', async () => {
	const slow = await misbehaving(socket => setImmediate(() => socket.end('first ')));
	const quick = await misbehaving(socket => socket.end('second'));
	expect((await run('get', slow, quick)).stdout.toString()).toBe('first second');
});

test('one at a time, the second poet is asked only once the first has ended', async () => {
	const order: string[] = [];
	const poet = (name: string) =>
		misbehaving(socket => {
			order.push(`${name} asked`);
			setImmediate(() => {
				order.push(`${name} ends`);
				socket.end(name);
			});
		});
	const hosts = [await poet('a'), await poet('b'), await poet('c')];
	const { stdout, stderr, code } = await run('get', ...hosts, '--at-once', '1', '--json');
	expect(order).toEqual(['a asked', 'a ends', 'b asked', 'b ends', 'c asked', 'c ends']);
	const [first, second, third] = stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Record<'startedMs' | 'firstByteMs' | 'durationMs', number> & { poem: string });
	expect([first?.poem, second?.poem, third?.poem]).toEqual(['a', 'b', 'c']);
	expect(second?.startedMs).toBeGreaterThanOrEqual((first?.startedMs ?? 0) + (first?.durationMs ?? 0));
	expect(third?.firstByteMs).toBeLessThanOrEqual(third?.durationMs ?? 0);
	expect(stderr).toMatch(/^poetry-lab: 127.*: 1 B in .*\n.*\n.*\npoetry-lab: 3 poems in .*, one after the other\n$/);
	expect(code).toBe(0);
});

test('a poem that fails long before it is its turn to be written leaves the others', async () => {
	let failed = (): void => {};
	const isFailed = new Promise<void>(resolve => {
		failed = resolve;
	});
	const slow = await misbehaving(socket => void isFailed.then(() => socket.end('slow')));
	const empty = await misbehaving(socket => socket.on('close', failed).end());
	const { stdout, stderr, code } = await run('get', slow, empty);
	expect(stdout.toString()).toBe('slow');
	expect(stderr).toMatch(/closed without a poem\n.*1 poem, 1 failed in .*, one after the other .*\n$/);
	expect(code).toBe(1);
});

test('a transform that fails gives the original, a word on stderr, and exit code 0; 4 with --strict', async () => {
	for (const [flags, expected] of [
		[[], 0],
		[['--strict'], 4],
	] as const) {
		const { code, stdout, stderr } = await run(
			'get',
			at('poetry/ecstasy'),
			'--transform',
			'gibberish',
			...via(),
			...flags,
		);
		expect(stdout).toEqual(poem);
		expect(stderr).toMatch(/gibberish.*closed/);
		expect(code).toBe(expected);
	}
});

test('of two transforms the one that works is applied', async () => {
	const { stdout, code } = await run('get', at('poetry/ecstasy'), '--transform', 'gibberish,shout', ...via());
	expect(stdout.toString()).toBe(poem.toString().toUpperCase());
	expect(code).toBe(0);
});

test('a transform server that is not there is a fall-back, with the words why', async () => {
	const gone = `127.0.0.1:${await closedPort()}`;
	const { code, stdout, stderr } = await run('get', at('poetry/ecstasy'), '--transform', 'shout', '--via', gone);
	expect(stdout).toEqual(poem);
	expect(stderr).toMatch(/shout.*refused/);
	expect(code).toBe(0);
});

test.each([
	['is reset midway', (socket: Socket) => socket.write('half a poem', () => socket.resetAndDestroy()), /reset/],
	['is empty', (socket: Socket) => void socket.end(), /closed without a poem/],
	['hangs', () => {}, /timed out/],
	[
		'trickles past its time',
		(socket: Socket) => {
			const trickle = setInterval(() => socket.write('.'), 20);
			socket.on('close', () => clearInterval(trickle));
		},
		/timed out/,
	],
])('a poem that %s is not written, and is exit code 1', async (_, serve, why) => {
	// On a busy machine whatever has a limit may come to it.
	const limit = why.test('timed out') ? ['--timeout', '300'] : [];
	const { code, stdout, stderr } = await run('get', await misbehaving(serve), ...limit);
	expect(stdout).toHaveLength(0);
	expect(stderr).toMatch(why);
	expect(code).toBe(1);
});

test('one of two poems that fails leaves the other, and is exit code 1', async () => {
	const empty = await misbehaving(socket => void socket.end());
	const { code, stdout } = await run('get', empty, at('poetry/ecstasy'));
	expect(stdout).toEqual(poem);
	expect(code).toBe(1);
});

test('--json is one object a poem', async () => {
	const empty = await misbehaving(socket => void socket.end());
	const { stdout } = await run('get', at('poetry/ecstasy'), empty, '--json', '--transform', 'gibberish', ...via());
	const [first, second] = stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Record<string, unknown>);
	expect(first).toMatchObject({ type: 'fetch-fell-back', bytes: poem.length, poem: poem.toString() });
	expect(second).toMatchObject({ type: 'fetch-failed', code: 'empty' });
});

test.skipIf(!hasFullDevice)('a disk that is full is told in words, with exit code 1', async () => {
	const disk = await open('/dev/full', 'r+');
	const child = spawn(process.execPath, [programPath, 'get', at('poetry/ecstasy')], {
		stdio: ['ignore', disk.fd, 'pipe'],
	});
	const words = text(child.stderr ?? Readable.from([]));
	const [code] = await once(child, 'close');
	await disk.close();
	expect(await words).toMatch(/^poetry-lab: the poem could not be written: the disk is full\n$/);
	expect(code).toBe(1);
});

test.each([
	[['get'], 'needs a host'],
	[['get', 'nowhere'], 'nowhere'],
	[['get', ':1', '--timeout', 'soon'], '--timeout'],
	[['get', ':1', '--via', '::'], '--via'],
	[['get', ':1', '--transform', 'a,,b'], '--transform'],
	[['get', ':1', '--transform', 'a.b'], 'dot'],
	[['get', ':1', '--poems', '.'], '--poems belongs to poetry-lab, poetry-lab serve and poetry-lab lesson'],
	[['get', ':1', '--via', ':1', '--via', ':2'], 'once'],
])('%j is wrong usage, told with exit code 2', async (args, word) => {
	const { code, stdout, stderr } = await run(...args);
	expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
	expect(stderr).toContain(word);
});
