import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type DialOptions, dial } from '../../../source/net/dial/dial.ts';
import { DialError, toDialError } from '../../../source/net/dial/dial-error.ts';
import type { LookUpName } from '../../../source/net/look-up/look-up.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { peerThatEndsAndResets } from '../../fixtures/early-peer.ts';
import { watchOwnTimers } from '../../fixtures/own-timers.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

async function dialTo(serve: (socket: Socket) => void, options: Partial<DialOptions> = {}) {
	const recorder = createRecorder();
	const { port } = await bareServer(serve);
	const address = { host: '127.0.0.1', port };
	return { recorder, port, connection: await dial({ address, purpose: 'poem', fetch: 7, ...options }, recorder) };
}

async function readAll(chunks: AsyncIterable<Buffer>): Promise<string> {
	let all = '';
	for await (const chunk of chunks) {
		all += chunk;
	}
	return all;
}

describe('a dial', () => {
	test('gives the bytes until their orderly end, and tells of all of it', async () => {
		let peerPort: number | undefined;
		const { recorder, connection } = await dialTo(socket => {
			peerPort = socket.remotePort;
			socket.once('data', () => socket.end('hello'));
		});
		connection.send(Buffer.from('hi'));
		expect(await readAll(connection)).toBe('hello');
		const types = recorder.events.map(({ type }) => type);
		expect(types).toEqual(['dial-started', 'dial-connected', 'dial-sent', 'dial-received', 'dial-closed']);
		expect(recorder.of('dial-connected')).toMatchObject([{ localPort: peerPort, fetch: 7, dial: connection.id }]);
		expect(recorder.of('dial-closed')).toMatchObject([{ bytesIn: 5, bytesOut: 2 }]);
		expect(recorder.of('dial-closed')[0]).not.toHaveProperty('failure');
	});

	test('tells a reset from an end, although both come together with bytes', async () => {
		const { recorder, connection } = await dialTo(socket => {
			socket.once('data', () => {
				socket.write('half');
				socket.resetAndDestroy();
			});
		});
		connection.send(Buffer.from('go'));
		await expect(readAll(connection)).rejects.toMatchObject({ name: 'DialError', code: 'reset' });
		expect(recorder.of('dial-closed')).toMatchObject([{ failure: 'reset' }]);
	});

	test('has come to its orderly end where that was first, although a reset came with it', async () => {
		const { port, untilReset } = await peerThatEndsAndResets('the whole');
		const recorder = createRecorder();
		const connection = await dial({ address: { host: '127.0.0.1', port }, purpose: 'poem', fetch: 7 }, recorder);
		untilReset();
		expect(await readAll(connection)).toBe('the whole');
		expect(recorder.of('dial-closed')[0]).not.toHaveProperty('failure');
	});

	test('does not hold more than its bound of what nobody reads', async () => {
		const { recorder, connection } = await dialTo(socket => socket.end(Buffer.alloc(20_000_000)));
		const held = () => recorder.of('dial-received').reduce((sum, { data }) => sum + data.length, 0);
		await recorder.seen('dial-received', () => held() > 1_048_576);
		await new Promise(setImmediate);
		await new Promise(setImmediate);
		expect(held()).toBeLessThan(2_000_000);
		expect((await readAll(connection)).length).toBe(20_000_000);
	});

	test('is closed when its loop is left', async () => {
		const { recorder, connection } = await dialTo(socket => socket.resume().write('hello'));
		for await (const chunk of connection) {
			expect(chunk.toString()).toBe('hello');
			break;
		}
		expect(recorder.of('dial-closed')).toHaveLength(1);
	});

	test('that is closed with a failure throws it', async () => {
		const { connection } = await dialTo(socket => socket.resume().write('hello'));
		connection.close(new DialError('too-long', 'too long'));
		await expect(readAll(connection)).rejects.toMatchObject({ code: 'too-long' });
	});

	test('that nobody answers is told once, as refused', async () => {
		const recorder = createRecorder();
		const address = { host: '127.0.0.1', port: await closedPort() };
		await expect(dial({ address, purpose: 'poem', fetch: 1 }, recorder)).rejects.toMatchObject({ code: 'refused' });
		expect(recorder.of('dial-closed')).toMatchObject([{ failure: 'refused', why: 'connection refused' }]);
	});

	test('that stays silent times out, but not while bytes come', async () => {
		const { connection } = await dialTo(
			socket => {
				let left = 5;
				const timer = setInterval(() => {
					left -= 1;
					if (left === 0) {
						clearInterval(timer);
					}
					socket.write('a');
				}, 30);
			},
			{ idleTimeoutMs: 100 },
		);
		let had = '';
		const reading = (async () => {
			for await (const chunk of connection) {
				had += chunk;
			}
		})();
		await expect(reading).rejects.toMatchObject({ code: 'timed-out', message: 'timed out: silent for 100 ms' });
		expect(had).toBe('aaaaa');
	});

	test('hears that it was refused while the program was held up, though its time is over by then', async () => {
		const address = { host: '127.0.0.1', port: await closedPort() };
		const dialling = dial({ address, purpose: 'poem', fetch: 7, timeoutMs: 20 }, createRecorder());
		const refused = expect(dialling).rejects.toMatchObject({ code: 'refused' });
		await new Promise(resolve => process.nextTick(resolve));
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
		await refused;
	});

	test('leaves no timer behind', async () => {
		const timers = watchOwnTimers();
		const { connection } = await dialTo(socket => socket.end('hello'), { timeoutMs: 60_000, idleTimeoutMs: 60_000 });
		await readAll(connection);
		await timers.gone();
	});
});

/** A look-up that finds these addresses at once. */
const knows =
	(...addresses: readonly string[]): LookUpName =>
	(_, found) => {
		found(addresses);
		return { done: Promise.resolve(), leave() {} };
	};

/** A look-up that no name server answers, and whether somebody still waits for it. */
function unanswered() {
	let waiting = 0;
	const lookUp: LookUpName = () => {
		waiting += 1;
		return {
			done: new Promise(() => {}),
			leave() {
				waiting -= 1;
			},
		};
	};
	return { lookUp, waiting: () => waiting };
}

describe('a dial of a name', () => {
	test('gets the poem from the address that answers, and is told as one dial', async () => {
		const recorder = createRecorder();
		const { port } = await bareServer(socket => socket.end('hello'));
		const options = { address: { host: 'rose.example', port }, purpose: 'poem', fetch: 7 } as const;
		// On Linux all of 127.0.0.0/8 is this machine, and nobody listens on the first one.
		const connection = await dial(options, recorder, knows('127.0.0.2', '127.0.0.1'));
		expect(await readAll(connection)).toBe('hello');
		const types = recorder.events.map(({ type }) => type);
		expect(types).toEqual(['dial-started', 'dial-connected', 'dial-received', 'dial-closed']);
		expect(recorder.of('dial-started')).toMatchObject([{ host: 'rose.example', port }]);
	});

	test('that no address answers tells the reason of each, once', async () => {
		const recorder = createRecorder();
		const options = { address: { host: 'rose.example', port: await closedPort() }, purpose: 'poem', fetch: 7 } as const;
		const why = '127.0.0.1: connection refused; 127.0.0.2: connection refused';
		await expect(dial(options, recorder, knows('127.0.0.1', '127.0.0.2'))).rejects.toMatchObject({ message: why });
		expect(recorder.of('dial-closed')).toMatchObject([{ failure: 'refused', why }]);
	});

	test.each([
		['as a whole', { timeoutMs: 30 }],
		['for connecting', { connectTimeoutMs: 30, timeoutMs: 60_000 }],
		['for silence', { idleTimeoutMs: 30 }],
	])('that nobody can look up ends at its bound %s, and nobody waits for the look-up', async (_, bounds) => {
		const recorder = createRecorder();
		const { lookUp, waiting } = unanswered();
		const options = { address: { host: 'rose.example', port: 9 }, purpose: 'poem', fetch: 7, ...bounds } as const;
		await expect(dial(options, recorder, lookUp)).rejects.toMatchObject({
			code: 'timed-out',
			message: 'timed out: no name server answered within 30 ms',
		});
		expect(waiting()).toBe(0);
		expect(recorder.of('dial-closed')).toHaveLength(1);
	});

	test('is cancelled in the middle of its look-up', async () => {
		const { lookUp, waiting } = unanswered();
		const { signal, abort } = abortion();
		const options = { address: { host: 'rose.example', port: 9 }, purpose: 'poem', fetch: 7, signal } as const;
		const dialling = dial(options, createRecorder(), lookUp);
		expect(waiting()).toBe(1);
		abort();
		await expect(dialling).rejects.toMatchObject({ code: 'cancelled' });
		expect(waiting()).toBe(0);
	});

	test('has, once it is connected, the bound of silence and no longer that of connecting', async () => {
		const { port } = await bareServer(socket => socket.resume());
		const bounds = { connectTimeoutMs: 40, idleTimeoutMs: 90 };
		const options = { address: { host: 'rose.example', port }, purpose: 'poem', fetch: 7, ...bounds } as const;
		const connection = await dial(options, createRecorder(), knows('127.0.0.1'));
		await expect(readAll(connection)).rejects.toMatchObject({ message: 'timed out: silent for 90 ms' });
	});

	test('leaves no timer behind', async () => {
		const timers = watchOwnTimers();
		const { port } = await bareServer(socket => socket.end('hello'));
		const bounds = { timeoutMs: 60_000, idleTimeoutMs: 60_000 };
		const options = { address: { host: 'rose.example', port }, purpose: 'poem', fetch: 7, ...bounds } as const;
		await readAll(await dial(options, createRecorder(), knows('127.0.0.2', '127.0.0.1')));
		await timers.gone();
	});
});

function abortion() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort() };
}

test.each([
	['ECONNREFUSED', 'refused', 'connection refused'],
	['ECONNRESET', 'reset', 'connection reset'],
	['EPIPE', 'reset', 'connection reset'],
	['ETIMEDOUT', 'timed-out', 'the connection timed out'],
	['ENOTFOUND', 'unreachable', 'no such host'],
	['EHOSTUNREACH', 'unreachable', 'the host cannot be reached'],
	['EWHATEVER', 'unreachable', 'whatever'],
])("the system's %s means %s", (systemCode, code, message) => {
	const cause = Object.assign(new Error('whatever'), { code: systemCode });
	expect(toDialError(cause)).toMatchObject({ code, message, cause });
});
