import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type DialOptions, dial } from '../../source/net/dial.ts';
import { DialError, toDialError } from '../../source/net/dial-error.ts';
import { bareServer, closedPort } from '../fixtures/raw-peers.ts';
import { createRecorder } from '../fixtures/recorder.ts';

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

	test('does not hold more than its bound of what nobody reads', async () => {
		const { recorder, connection } = await dialTo(socket => socket.end(Buffer.alloc(20_000_000)));
		await recorder.seen('dial-received', () => true, 17);
		await new Promise(setImmediate);
		await new Promise(setImmediate);
		const held = recorder.of('dial-received').reduce((sum, { data }) => sum + data.length, 0);
		expect(held).toBeLessThan(2_000_000);
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

	test('leaves no timer behind', async () => {
		const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
		const before = timers();
		const { connection } = await dialTo(socket => socket.end('hello'), { timeoutMs: 60_000, idleTimeoutMs: 60_000 });
		await readAll(connection);
		expect(timers()).toBe(before);
	});
});

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
