import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Connection } from '../../../source/net/listen/connection.ts';
import { type ListenOptions, listen, type Serve } from '../../../source/net/listen/listen.ts';
import { speakBeforeAccepted } from '../../fixtures/early-speaker.ts';
import { watchOwnTimers } from '../../fixtures/own-timers.ts';
import { patienceMs, soonMs } from '../../fixtures/patience.ts';
import { bareClient, listenTo } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

async function start(serve: Serve, options: Partial<ListenOptions> = {}) {
	const recorder = createRecorder();
	const listener = await listen({ server: 's', host: '127.0.0.1', port: 0, ...options }, serve, recorder);
	onTestFinished(() => listener.close());
	return { recorder, listener, port: listener.port };
}

/** Serves the first connection by hand. */
async function startByHand(options: Partial<ListenOptions> = {}) {
	let take: (connection: Connection) => void = () => {};
	const taken = new Promise<Connection>(resolve => {
		take = resolve;
	});
	const started = await start(connection => {
		take(connection);
		return undefined;
	}, options);
	const client = bareClient(started.port);
	return { ...started, client, connection: await taken };
}

describe('a connection', () => {
	test('ends in order after what was sent, and nothing can be sent after that', async () => {
		const { connection, client, recorder } = await startByHand();
		expect(connection.open).toBe(true);
		connection.send(Buffer.from('one '));
		connection.end(Buffer.from('two'));
		expect(connection.open).toBe(false);
		expect(connection.send(Buffer.from('three'))).toBe(false);
		connection.end(Buffer.from('four'));
		connection.refuse();
		expect(await client.seen).toEqual({ bytes: Buffer.from('one two'), end: 'in order' });
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: 7 });
		expect(recorder.of('bytes-sent').map(({ data }) => data.toString())).toHaveLength(2);
	});

	test('that is reset is told as cut, and its peer can tell', async () => {
		const { connection, client, recorder } = await startByHand();
		connection.send(Buffer.from('half'));
		connection.reset();
		connection.reset();
		expect(connection.open).toBe(false);
		expect((await client.seen).end).toBe('reset');
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'cut' });
	});

	test('that is reset when all was said still delivers that, and closes', async () => {
		const { connection, client, recorder } = await startByHand();
		connection.end(Buffer.from('poem'));
		connection.reset();
		expect(await client.seen).toEqual({ bytes: Buffer.from('poem'), end: 'in order' });
		await recorder.seen('connection-closed');
	});

	test('says when its peer is behind, and when it has caught up', async () => {
		const { connection, client } = await startByHand();
		client.socket.pause();
		let sent = 0;
		while (connection.send(Buffer.alloc(16_384))) {
			sent += 1;
		}
		const drained = connection.drained();
		client.socket.resume();
		await drained;
		expect(connection.send(Buffer.from('more'))).toBe(true);
		expect(sent).toBeLessThan(10_000);
		connection.end();
		await client.seen;
	});

	test('goes on with who awaits its draining when the peer has gone', async () => {
		const { connection, client } = await startByHand();
		client.socket.pause();
		for (let sent = 0; sent < 500; sent += 1) {
			connection.send(Buffer.alloc(65_536));
		}
		const drained = connection.drained();
		client.socket.resetAndDestroy();
		await drained;
		await connection.drained();
		expect(connection.open).toBe(false);
	});

	test('aborts its signal and calls back once when it is over, also for who asks only then', async () => {
		const { connection, client, recorder } = await startByHand();
		const { signal } = connection;
		const told: string[] = [];
		connection.whenOver(() => told.push('asked before'));
		expect(signal.aborted).toBe(false);
		expect(told).toEqual([]);
		client.socket.resetAndDestroy();
		await recorder.seen('connection-closed');
		expect(signal.aborted).toBe(true);
		connection.whenOver(() => told.push('asked afterwards'));
		expect(told).toEqual(['asked before', 'asked afterwards']);
		const late = await startByHand();
		late.client.socket.resetAndDestroy();
		await late.recorder.seen('connection-closed');
		expect(late.connection.signal.aborted).toBe(true);
	});
});

describe('a connection on which all is said', () => {
	const poem = Buffer.alloc(3_000, 'p');

	test('is closed at once when its peer has said nothing, whether or not that closes its own side', async () => {
		const { port, recorder } = await start(connection => {
			connection.end(poem);
			return undefined;
		});
		const { socket, seen } = bareClient(port);
		socket.pause();
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: 3_000 });
		socket.resume();
		expect(await seen).toEqual({ bytes: poem, end: 'in order' });
	});

	test('is whole and in order for a peer that had spoken before it was accepted, though nobody reads that', async () => {
		const { port, recorder } = await start(connection => {
			connection.end(poem);
			return undefined;
		});
		const got = await speakBeforeAccepted(port);
		expect(await got()).toBe('3000 bytes, in order');
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: 3_000 });
	});

	test('stays for a peer that has spoken, and may go on to', async () => {
		const { port, connection, client, recorder } = await startByHand();
		client.socket.removeAllListeners('end');
		client.socket.write('hello?');
		await recorder.seen('bytes-received');
		connection.end(poem);
		await once(client.socket, 'end');
		// Another one has been accepted: more than long enough for the first to be closed.
		bareClient(port);
		await recorder.seen('connection-opened', ({ connection: id }) => id !== connection.id);
		expect(recorder.of('connection-closed')).toEqual([]);
		client.socket.end();
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesIn: 6 });
	});

	test('stays for a peer that has more to take than is under way at once', async () => {
		const { port, recorder } = await start(connection => {
			connection.end(Buffer.alloc(20_000));
			return undefined;
		});
		const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).resume();
		await once(socket, 'end');
		// Another one's whole life: more than long enough for the first to be closed.
		await listenTo(port);
		await recorder.seen('connection-closed', ({ connection }) => connection === 2);
		expect(recorder.of('connection-closed').map(({ connection }) => connection)).toEqual([2]);
		socket.end();
		expect(await recorder.seen('connection-closed', ({ connection }) => connection === 1)).toMatchObject({
			how: 'ended',
		});
	});
});

/** A peer that keeps its side open, and goes on typing until it is told that nobody is there. */
function typist(port: number) {
	const { socket } = bareClient(port);
	socket.removeAllListeners('end');
	const typing = setInterval(() => socket.write('and on '), 20);
	onTestFinished(() => clearInterval(typing));
	const bytes: Buffer[] = [];
	socket.on('data', chunk => bytes.push(chunk));
	return {
		had: once(socket, 'end').then(() => Buffer.concat(bytes)),
		cutOff: new Promise(resolve => socket.on('error', resolve)),
	};
}

describe('a peer that keeps its side open and goes on typing', () => {
	test('has the orderly end of a refusal, and is closed in full soon', async () => {
		const { port, recorder } = await start(connection => ({ received: () => connection.refuse('request-bytes') }));
		const { had, cutOff } = typist(port);
		const { time: refusedAt } = await recorder.seen('bytes-received');
		expect(await had).toEqual(Buffer.alloc(0));
		const closed = await recorder.seen('connection-closed');
		expect(closed).toMatchObject({ how: 'over-bound', bound: 'request-bytes' });
		expect(closed.time - refusedAt).toBeLessThan(soonMs);
		expect(recorder.of('bytes-received').length).toBeGreaterThan(1);
		await cutOff;
	});

	test('has all of what it was sent, and is closed in full soon after it', async () => {
		const poem = Buffer.alloc(3_000, 'p');
		const { port, recorder } = await start(connection => ({ received: () => connection.end(poem) }));
		const { had, cutOff } = typist(port);
		expect(await had).toEqual(poem);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: 3_000 });
		await cutOff;
	});
});

test('a peer that has taken a long poem and only keeps its side open is closed in order soon after it', async () => {
	const { port, recorder } = await start(connection => {
		connection.end(Buffer.alloc(200_000));
		return undefined;
	});
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).resume();
	onTestFinished(() => void socket.destroy());
	await once(socket, 'end');
	expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesOut: 200_000 });
});

test('a receiver gets every chunk and the end, in order', async () => {
	const log: string[] = [];
	const { port, recorder } = await start(connection => ({
		received: chunk => log.push(Buffer.from(chunk).toString()),
		ended: () => {
			log.push('ended');
			connection.end(Buffer.from('goodbye'));
		},
	}));
	const { socket, seen } = bareClient(port);
	socket.end('hello');
	expect((await seen).bytes.toString()).toBe('goodbye');
	expect(log).toEqual(['hello', 'ended']);
	expect(recorder.of('bytes-received').map(({ data }) => Buffer.from(data).toString())).toEqual(['hello']);
});

describe('a peer that resets the connection while nothing is sent to it', () => {
	test('is told as that at once, also where the reset comes together with what it said', async () => {
		let ended = 0;
		const { port, recorder } = await start(() => ({ received: () => {}, ended: () => ended++ }));
		for (let nth = 1; nth <= 20; nth += 1) {
			const { socket } = bareClient(port);
			await recorder.seen('connection-opened', () => true, nth);
			socket.write('a request');
			socket.resetAndDestroy();
			const closed = await recorder.seen('connection-closed', () => true, nth);
			expect(closed).toMatchObject({ how: 'reset', bytesIn: 9 });
		}
		expect(ended).toBe(0);
	});

	test('is not waited for any longer, where it had closed its side in order before', async () => {
		const { client, recorder } = await startByHand({ halfCloseGraceMs: 300_000, bounds: { readTimeoutMs: 40 } });
		client.socket.end();
		await once(client.socket, 'finish');
		client.socket.resetAndDestroy();
		const closed = await recorder.seen('connection-closed');
		expect(closed).toMatchObject({ how: 'left' });
		expect(closed.bound).toBeUndefined();
	});
});

test.skipIf(!(mostQueued() >= 700))(
	'700 peers that come while the program is busy are all let in at once',
	async () => {
		let served = 0;
		const { listener } = await start(connection => {
			served += 1;
			connection.end();
			return undefined;
		});
		const connectAll = `
		let connected = 0;
		for (let n = 0; n < 700; n += 1) {
			require('node:net').connect(${listener.port}, '127.0.0.1', () => {
				connected += 1;
				if (connected === 700) process.exit(0);
			});
		}`;
		// This program's own loop stands still meanwhile: nobody is accepted before all are there.
		execFileSync(process.execPath, ['-e', connectAll], { timeout: patienceMs });
		while (served < 700) {
			await new Promise(setImmediate);
		}
	},
);

/** How long the system lets a queue of those who wait to be accepted be; nothing where it does not say. */
function mostQueued(): number {
	try {
		return Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
	} catch {
		return Number.NaN;
	}
}

test('a listener that checks timeouts keeps no program alive, and no timer when nobody is connected', async () => {
	const timers = watchOwnTimers();
	const { client } = await startByHand({ bounds: { readTimeoutMs: 20 } });
	expect(timers.running).toMatchObject([{ keepsAlive: false }]);
	client.socket.resetAndDestroy();
	await timers.gone();
});

test.each([
	['EADDRNOTAVAIL', '203.0.113.7', /this machine does not have that address/],
	['ENOTFOUND', 'no-such-host.invalid', /no such host|could not|EAI_AGAIN/],
])('a host that cannot be listened on is told with words (%s)', async (_code, host, words) => {
	const listening = start(() => undefined, { host });
	await expect(listening).rejects.toMatchObject({ name: 'NetError', message: expect.stringMatching(words) });
});
