import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type PoetryServerOptions, startPoetryServer } from '../../source/services/poetry-server.ts';
import { bareClient, listenTo } from '../fixtures/raw-peers.ts';
import { createRecorder, type Recorder } from '../fixtures/recorder.ts';

const short = Buffer.from('so much depends\nupon\n');
/** Every position has its own value, so that a lost or doubled slice shows. */
const long = Buffer.from(Uint32Array.from({ length: 1_250_000 }, (_, index) => index).buffer);

async function start(options: Partial<PoetryServerOptions> = {}, clock: Partial<Pick<Recorder, 'now'>> = {}) {
	const recorder = { ...createRecorder(), ...clock };
	const server = await startPoetryServer(
		{ server: 'poetry/p', host: '127.0.0.1', port: 0, poem: short, ...options },
		recorder,
	);
	onTestFinished(() => server.close());
	return { recorder, server, port: server.port };
}

describe('a poetry server', () => {
	test('sends its poem unchanged and closes', async () => {
		const { port, recorder } = await start();
		expect(await listenTo(port)).toEqual({ bytes: short, end: 'in order' });
		await recorder.seen('connection-closed');
		expect(recorder.events.map(({ type }) => type)).toEqual(['connection-opened', 'bytes-sent', 'connection-closed']);
		expect(recorder.events[0]).toMatchObject({ expectedBytes: short.length, peerHost: '127.0.0.1' });
		expect(recorder.events[2]).toMatchObject({ how: 'ended', bytesIn: 0, bytesOut: short.length });
	});

	test('sends its poem to a client that closed its own side at once', async () => {
		const { port, recorder } = await start({ slow: { chunkBytes: 4, everyMs: 1 } });
		const { socket, seen } = bareClient(port);
		socket.end();
		expect(await seen).toEqual({ bytes: short, end: 'in order' });
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended' });
	});

	test('says a slow poem in its chunks', async () => {
		const { port, recorder } = await start({ slow: { chunkBytes: 10, everyMs: 1 } });
		expect(await listenTo(port)).toEqual({ bytes: short, end: 'in order' });
		expect(recorder.of('bytes-sent').map(({ data }) => data.length)).toEqual([10, 10, 1]);
	});

	test('sends a long poem whole to a client that sends bytes and reads slowly', async () => {
		const { port, recorder } = await start({ poem: long });
		const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
		const chunks: Buffer[] = [];
		socket.pause();
		socket.write(Buffer.alloc(100_000));
		await recorder.seen('bytes-received');
		const poem = await new Promise<Buffer>((resolve, reject) => {
			socket.on('readable', () => {
				const chunk = socket.read();
				if (chunk !== null) {
					chunks.push(chunk);
					socket.write('more that nobody reads');
				}
			});
			socket.on('end', () => resolve(Buffer.concat(chunks)));
			socket.on('error', reject);
		});
		socket.end();
		expect(poem.equals(long)).toBe(true);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: long.length });
	});

	test('does not write a long poem further than its client has read', async () => {
		const { port, recorder } = await start({ poem: Buffer.alloc(50_000_000) });
		const { socket } = bareClient(port);
		socket.pause();
		await recorder.seen('bytes-sent');
		socket.resetAndDestroy();
		const { bytesOut, how } = await recorder.seen('connection-closed');
		expect(how).toBe('reset');
		expect(bytesOut).toBeLessThan(20_000_000);
	});

	test('tells a client that left from one that reset', async () => {
		const { port, recorder } = await start({ slow: { chunkBytes: 1, everyMs: 1 }, poem: Buffer.alloc(5_000) });
		const leaving = bareClient(port);
		leaving.socket.once('data', () => leaving.socket.pause().destroy());
		expect((await recorder.seen('connection-closed')).how).toMatch(/left|reset/);
		const resetting = bareClient(port);
		resetting.socket.once('data', () => resetting.socket.resetAndDestroy());
		expect(await recorder.seen('connection-closed', () => true, 2)).toMatchObject({ how: 'reset' });
	});

	test('stops reciting when its client has gone', async () => {
		const { port, recorder } = await start({ slow: { chunkBytes: 1, everyMs: 5 }, poem: Buffer.alloc(5_000) });
		const { socket } = bareClient(port);
		socket.once('data', () => socket.resetAndDestroy());
		const { bytesOut } = await recorder.seen('connection-closed');
		expect(bytesOut).toBeLessThan(5_000);
	});
});

describe('what a stranger can cost a poetry server is bounded', () => {
	test('one connection too many is closed, and the others are served', async () => {
		const bounds = { maxConnections: 2 };
		const { port, recorder } = await start({ bounds, slow: { chunkBytes: 10, everyMs: 300 } });
		const first = listenTo(port);
		const second = listenTo(port);
		await recorder.seen('connection-opened', () => true, 2);
		expect((await listenTo(port)).bytes).toHaveLength(0);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'over-bound', bound: 'connections' });
		expect([(await first).bytes, (await second).bytes]).toEqual([short, short]);
		expect(recorder.of('connection-opened')).toHaveLength(3);
	});

	test('a client that never reads is reset, so that it cannot take a part for the whole', async () => {
		const { port, recorder } = await start({ poem: Buffer.alloc(50_000_000), bounds: { readTimeoutMs: 100 } });
		const { socket, seen } = bareClient(port);
		socket.pause();
		const closed = await recorder.seen('connection-closed');
		expect(closed).toMatchObject({ how: 'over-bound', bound: 'read-time' });
		expect(closed.bytesOut).toBeLessThan(50_000_000);
		socket.resume();
		expect((await seen).end).toBe('reset');
	});

	test('a client that never closes has its whole poem, and is closed in order, blamed for nothing', async () => {
		const { port, recorder } = await start({ bounds: { readTimeoutMs: 50 } });
		const { socket, seen } = bareClient(port);
		socket.pause();
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended' });
		socket.resume();
		expect(await seen).toEqual({ bytes: short, end: 'in order' });
	});

	test('a client that reads on is not cut off, however much longer than the time-out the whole takes it', async () => {
		const longer = Buffer.concat(Array.from({ length: 6 }, () => long));
		let bytesRead = 0;
		// Moved by what is read: how busy this machine is decides nothing.
		const now = () => bytesRead / 13_000;
		const { port } = await start({ poem: longer, bounds: { readTimeoutMs: 200 } }, { now });
		const { socket, seen } = bareClient(port);
		socket.on('data', chunk => {
			bytesRead += chunk.length;
			socket.pause();
			setTimeout(() => socket.resume(), 1);
		});
		const { bytes, end } = await seen;
		expect(end).toBe('in order');
		expect(bytes.equals(longer)).toBe(true);
		expect(now()).toBeGreaterThan(2_000);
	});

	test('a client that sends without end is cut off', async () => {
		const bounds = { maxUnsolicitedBytes: 200_000 };
		const { port, recorder } = await start({ bounds, slow: { chunkBytes: 1, everyMs: 50 } });
		const { socket, seen } = bareClient(port);
		const flood = () => {
			while (!socket.destroyed && socket.write(Buffer.alloc(65_536))) {
				// As fast as it goes.
			}
		};
		socket.on('drain', flood);
		flood();
		const closed = await recorder.seen('connection-closed');
		expect(closed).toMatchObject({ how: 'over-bound', bound: 'request-bytes' });
		expect(closed.bytesIn).toBeLessThan(400_000);
		expect((await seen).end).toBe('reset');
	});
});

describe('closing a poetry server', () => {
	test('resets who has a part of the poem, closes every socket, and frees the port', async () => {
		const { server, port, recorder } = await start({ slow: { chunkBytes: 1, everyMs: 300 } });
		const clients = Array.from({ length: 5 }, () => listenTo(port));
		await recorder.seen('connection-opened', () => true, 5);
		const opened = recorder.of('connection-opened').map(({ connection }) => connection);
		await Promise.all(opened.map(id => recorder.seen('bytes-sent', ({ connection }) => connection === id)));
		await Promise.all([server.close(), server.close()]);
		expect(recorder.of('connection-closed').map(({ how }) => how)).toEqual(Array(5).fill('stopped'));
		expect((await Promise.all(clients)).map(({ end }) => end)).toEqual(Array(5).fill('reset'));
		const again = await start({ port });
		expect(await listenTo(again.port)).toEqual({ bytes: short, end: 'in order' });
	});

	test('on a taken port fails with words that say whose port and what to do', async () => {
		const { port } = await start();
		await expect(start({ port })).rejects.toMatchObject({
			name: 'NetError',
			code: 'EADDRINUSE',
			message: `cannot listen on 127.0.0.1:${port}: another program has that port; stop it, or choose another port`,
		});
	});
});

test('a crowd of clients that come and go leaves one opening and one closing for each', async () => {
	const { port, recorder } = await start({ poem: long });
	const clients = Array.from({ length: 60 }, (_, index) => {
		const { socket, seen } = bareClient(port);
		if (index % 3 === 1) {
			socket.once('data', () => socket.resetAndDestroy());
		} else if (index % 3 === 2) {
			socket.once('connect', () => socket.destroy());
		}
		return index % 3 === 0 ? seen : undefined;
	});
	for (const seen of await Promise.all(clients)) {
		expect(seen === undefined || seen.bytes.equals(long)).toBe(true);
	}
	await recorder.seen('connection-closed', () => true, 60);
	const opened = recorder.of('connection-opened').map(({ connection }) => connection);
	const closed = recorder.of('connection-closed').map(({ connection }) => connection);
	expect(new Set(closed)).toEqual(new Set(opened));
	expect(closed).toHaveLength(60);
});
