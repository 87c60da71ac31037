import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { soonMs } from '../fixtures/patience.ts';
import { anyPorts, eventWith, start } from '../fixtures/program.ts';

const short = 'so much depends\nupon\n';
const request = '21:shout.so much depends,';
/** Everybody who was up to no good, with the port that each is told by. */
const strangers = new Map<Socket, number | undefined>();
let directory: string;
let program: ReturnType<typeof start>;
const ports = { short: 0, long: 0, transform: 0, proxy: 0 };

beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'strangers-'));
	await writeFile(join(directory, 'short.txt'), short);
	// More than the system's buffers of both sides hold.
	await writeFile(join(directory, 'long.txt'), 'a line that is said over and over\n'.repeat(1_200_000));
	const bounds = [
		'--max-connections',
		'20',
		'--max-request',
		'2000',
		'--request-timeout',
		'2000',
		'--read-timeout',
		'2000',
	];
	program = start('serve', '--json', ...anyPorts, '--poems', directory, '--slow', 'short', ...bounds);
	ports.short = await program.portOf('poetry/short');
	ports.long = await program.portOf('poetry/long');
	ports.transform = await program.portOf('transform');
	ports.proxy = await program.portOf('proxy/long');
	await program.line(eventWith({ type: 'ready' }));
});

afterAll(async () => {
	for (const socket of strangers.keys()) {
		socket.destroy();
	}
	program.child.kill('SIGTERM');
	const { code } = await program.ended;
	await rm(directory, { recursive: true });
	expect(code).toBe(143);
});

/** Somebody who connects and is up to no good. */
async function stranger(port: number): Promise<Socket> {
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
	socket.on('error', () => {});
	await once(socket, 'connect');
	strangers.set(socket, socket.localPort);
	return socket;
}

/** The event of the end of this stranger's connection. */
async function endOf(socket: Socket, server: string): Promise<Record<string, unknown>> {
	// A local port may serve again for a connection to another server.
	const of = { peerPort: strangers.get(socket), server };
	const opened = await program.line(eventWith({ type: 'connection-opened', ...of }));
	const closed = await program.line(eventWith({ type: 'connection-closed', connection: opened?.connection }));
	return closed ?? {};
}

/** Somebody who does as the protocols say is served all the while. */
async function honestIsServed(): Promise<void> {
	const asking = connect(ports.transform, '127.0.0.1');
	asking.write(request);
	expect((await buffer(asking)).toString()).toBe('15:SO MUCH DEPENDS,');
	expect((await buffer(connect(ports.short, '127.0.0.1'))).toString()).toBe(short);
}

test('who connects and sends nothing is closed for the time that its request took', async () => {
	const silent = await stranger(ports.transform);
	await honestIsServed();
	expect(await endOf(silent, 'transform')).toMatchObject({ how: 'over-bound', bound: 'request-time', bytesIn: 0 });
});

test('who sends its request a byte at a time is given no more time for it', async () => {
	const slow = await stranger(ports.transform);
	const bytes = [...request];
	const dripping = setInterval(() => slow.write(bytes.shift() ?? '', () => {}), 150);
	await honestIsServed();
	expect(await endOf(slow, 'transform')).toMatchObject({ how: 'over-bound', bound: 'request-time' });
	clearInterval(dripping);
});

test.each([
	['poetry/long', 'long'],
	['proxy/long', 'proxy'],
] as const)('who never reads is cut off, at %s', async (server, port) => {
	const deaf = await stranger(ports[port]);
	deaf.pause();
	await honestIsServed();
	expect(await endOf(deaf, server)).toMatchObject({ how: 'over-bound', bound: 'read-time' });
});

test('who half-closes has its poem from a poet, and no reply without a request', async () => {
	const listening = await stranger(ports.short);
	listening.end();
	expect((await buffer(listening)).toString()).toBe(short);
	expect(await endOf(listening, 'poetry/short')).toMatchObject({ how: 'ended' });
	const asking = await stranger(ports.transform);
	asking.end('20:shout.so mu');
	expect((await buffer(asking)).length).toBe(0);
	expect(await endOf(asking, 'transform')).toMatchObject({ how: 'refused' });
	await honestIsServed();
});

test('who resets in the middle is told as a reset', async () => {
	const rude = await stranger(ports.long);
	await once(rude, 'readable');
	rude.resetAndDestroy();
	expect(await endOf(rude, 'poetry/long')).toMatchObject({ how: 'reset' });
	await honestIsServed();
});

test('whose request is too long is refused at its length, before it has sent it', async () => {
	const long = await stranger(ports.transform);
	long.write('2001:');
	expect((await buffer(long)).length).toBe(0);
	expect(await endOf(long, 'transform')).toMatchObject({ how: 'over-bound', bound: 'request-bytes', bytesIn: 5 });
	await honestIsServed();
});

test('who is refused and goes on typing is told at once, and closed in full soon', async () => {
	const typing = await stranger(ports.transform);
	const over = once(typing, 'end');
	typing.write('5:shout.Tyger Tyger,\n');
	const at = { server: 'transform', peerPort: typing.localPort };
	const opened = await program.line(eventWith({ type: 'connection-opened', ...at }));
	const of = { server: 'transform', connection: opened?.connection };
	const refused = await program.line(eventWith({ type: 'transform-refused', ...of }));
	await over;
	expect(typing.bytesRead).toBe(0);
	typing.write('and more\n');
	const closed = await endOf(typing, 'transform');
	expect(closed).toMatchObject({ how: 'refused', bytesIn: 30 });
	expect(Date.parse(String(closed.time)) - Date.parse(String(refused?.time))).toBeLessThan(soonMs);
	await honestIsServed();
});

test('who says more to a poet than a transform request may be has the whole poem, in order', async () => {
	const small = start('serve', '--json', ...anyPorts, '--poems', directory, '--slow', 'short', '--max-request', '10');
	for (const server of ['poetry/short', 'proxy/short']) {
		const browser = await stranger(await small.portOf(server));
		browser.write(`GET / HTTP/1.1\r\nHost: ${'x'.repeat(5_000)}\r\n\r\n`);
		expect((await buffer(browser)).toString()).toBe(short);
	}
	small.child.kill('SIGTERM');
	await small.ended;
});

test('of a thousand connections that say nothing twenty are open at once, and each is told', async () => {
	const crowded = start('serve', '--json', ...anyPorts, '--max-connections', '20', '--request-timeout', '3000');
	const { port } = (await crowded.line(eventWith({ type: 'server-listening', server: 'transform' }))) ?? {};
	const crowd = await Promise.all(Array.from({ length: 1_000 }, () => stranger(Number(port))));
	await honestIsServed();
	await Promise.all(crowd.map(socket => buffer(socket)));
	crowded.child.kill('SIGTERM');
	const { stdout } = await crowded.ended;
	const events = stdout
		.toString()
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Record<string, unknown>);
	let open = 0;
	let mostOpen = 0;
	for (const { type } of events) {
		open += type === 'connection-opened' ? 1 : type === 'connection-closed' ? -1 : 0;
		mostOpen = Math.max(mostOpen, open);
	}
	// The one that is too many is accepted, to be turned away.
	expect(mostOpen).toBe(21);
	const closed = events.filter(({ type }) => type === 'connection-closed');
	expect(closed).toHaveLength(1_000);
	expect(new Set(closed.map(({ how, bound }) => `${how}: ${bound}`))).toEqual(
		new Set(['over-bound: connections', 'over-bound: request-time']),
	);
	expect(closed.filter(({ bound }) => bound === 'connections').length).toBeGreaterThan(900);
});
