import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../../source/events/events.ts';
import { type CrowdOptions, sendCrowd } from '../../../source/services/crowd/crowd.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { poem, startFaulty, streamFaultOf } from '../../fixtures/faulty-servers.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

async function crowdOptions(port: number, more: Partial<CrowdOptions> = {}): Promise<CrowdOptions> {
	const via = { host: '127.0.0.1', port: await closedPort() };
	const address = { host: '127.0.0.1', port };
	return { address, via, transforms: [], clients: 10, signal: new AbortController().signal, ...more };
}

/** A clock that is moved by hand. */
function handClock() {
	const recorder = createRecorder();
	const waiting: { readonly at: number; readonly wake: () => void }[] = [];
	let ms = 0;
	return {
		telemetry: { ...recorder, emit: recorder.emit, now: () => ms },
		recorder,
		wait: (forMs: number, signal: AbortSignal) =>
			new Promise<void>(resolve => {
				const wake = () => {
					signal.removeEventListener('abort', wake);
					resolve();
				};
				waiting.push({ at: ms + forMs, wake });
				signal.addEventListener('abort', wake);
			}),
		async move(by: number) {
			for (const until = ms + by; ms < until; ) {
				ms += 1;
				for (const one of waiting.filter(({ at }) => at <= ms)) {
					waiting.splice(waiting.indexOf(one), 1);
					one.wake();
				}
				await new Promise(setImmediate);
			}
		},
	};
}

describe('a crowd', () => {
	test('of 200 at a cold proxy before a slow poet costs one upstream connection, and gets 200 whole poems', async () => {
		const upstream = await startFaulty('poetry');
		upstream.faults.set(streamFaultOf('hang'));
		const proxy = await startFaulty('proxy', { upstreamPort: upstream.port });
		const recorder = createRecorder();
		const sent = sendCrowd(await crowdOptions(proxy.port, { clients: 200 }), recorder);
		await proxy.recorder.seen('cache-collapsed', () => true, 199);
		upstream.faults.clear(streamFaultOf('hang').fault);
		const result = await sent;
		expect(result).toMatchObject({ how: 'ended', begun: 200, ended: 200, whole: 200, failures: [], differentPoems: 1 });
		expect(result.bytes).toBe(200 * poem.length);
		expect(upstream.recorder.of('connection-opened')).toHaveLength(1);
		expect(proxy.recorder.of('cache-miss')).toHaveLength(1);
		expect(proxy.recorder.of('cache-collapsed')).toHaveLength(199);
		const sum = (what: 'firstByte' | 'whole') => result.latencies.reduce((all, bucket) => all + bucket[what], 0);
		expect([sum('firstByte'), sum('whole')]).toEqual([200, 200]);
		const { firstByteMs, wholeMs, durationMs } = result;
		expect(firstByteMs?.p50).toBeLessThanOrEqual(wholeMs?.p50 ?? 0);
		expect(wholeMs?.p99).toBeLessThanOrEqual(wholeMs?.max ?? 0);
		expect(wholeMs?.max).toBeLessThanOrEqual(durationMs);
	});

	test('tells of its start, its end and its dials, and not of every client’s bytes', async () => {
		const { port } = await startFaulty('poetry');
		const recorder = createRecorder();
		await sendCrowd(await crowdOptions(port, { clients: 300 }), recorder);
		const types = new Set(recorder.events.map(({ type }) => type));
		types.delete('crowd-progressed');
		expect([...types].sort()).toEqual([
			'crowd-ended',
			'crowd-started',
			'dial-closed',
			'dial-connected',
			'dial-started',
		]);
		const [started] = recorder.of('crowd-started');
		expect(started).toMatchObject({ clients: 300, port });
		expect(recorder.of('dial-started').every(({ crowd }) => crowd === started?.crowd)).toBe(true);
	});

	test('tells how far it has come ten times a second, and only when something is new', async () => {
		const sockets: Socket[] = [];
		const { port } = await bareServer(socket => sockets.push(socket));
		const { telemetry, recorder, wait, move } = handClock();
		const sent = sendCrowd(await crowdOptions(port, { clients: 3 }), telemetry, wait);
		await recorder.seen('dial-connected', () => true, 3);
		await move(1_000);
		expect(recorder.of('crowd-progressed')).toMatchObject([{ begun: 3, ended: 0 }]);
		for (const socket of sockets) {
			socket.end('poem');
		}
		const [last] = await Promise.all([sent, move(200)]);
		expect(last).toMatchObject({ whole: 3 });
		expect(recorder.of('crowd-progressed').length).toBeLessThanOrEqual(3);
	});

	test('counts the bytes of poems that are still on their way, and each of them once', async () => {
		const sockets: Socket[] = [];
		const { port } = await bareServer(socket => {
			sockets.push(socket);
			socket.write('half');
		});
		const { telemetry, recorder, wait, move } = handClock();
		const sent = sendCrowd(await crowdOptions(port, { clients: 3 }), telemetry, wait);
		await recorder.seen('dial-connected', () => true, 3);
		await expect
			.poll(async () => {
				await move(100);
				return recorder.of('crowd-progressed').at(-1);
			})
			.toMatchObject({ ended: 0, bytes: 12 });
		for (const socket of sockets) {
			socket.end(' poem');
		}
		const [last] = await Promise.all([sent, move(200)]);
		expect(last).toMatchObject({ whole: 3, bytes: 27 });
	});

	test('counts who fell back, who failed and why, and how many different poems came', async () => {
		let nth = 0;
		const { port } = await bareServer(socket => {
			nth += 1;
			if (nth === 1) {
				socket.end('half');
			} else if (nth === 2) {
				socket.write('half', () => setImmediate(() => socket.resetAndDestroy()));
			} else if (nth === 3) {
				socket.end();
			} else {
				socket.end('whole');
			}
		});
		const result = await sendCrowd(await crowdOptions(port, { clients: 6, transforms: ['shout'] }), createRecorder());
		expect(result).toMatchObject({ begun: 6, ended: 6, whole: 0, fellBack: 4, differentPoems: 2 });
		expect([...result.failures].sort((a, b) => a.code.localeCompare(b.code))).toEqual([
			{ code: 'empty', clients: 1, why: 'the server closed without a poem' },
			{ code: 'reset', clients: 1, why: 'connection reset' },
		]);
	});

	test('at a server that refuses fails for every client, and still ends', async () => {
		const result = await sendCrowd(await crowdOptions(await closedPort()), createRecorder());
		expect(result).toMatchObject({
			how: 'ended',
			ended: 10,
			failures: [{ code: 'refused', clients: 10, why: 'connection refused' }],
		});
	});

	test('that is cancelled cancels every client, and begins no more', async () => {
		const { port, faults, recorder: server } = await startFaulty('poetry');
		faults.set(streamFaultOf('hang'));
		const recorder = createRecorder();
		const cancel = new AbortController();
		const options = await crowdOptions(port, { clients: 1_000, ratePerSecond: 200, signal: cancel.signal });
		const sent = sendCrowd(options, recorder);
		await recorder.seen('dial-connected', () => true, 5);
		cancel.abort();
		const result = await sent;
		expect(result).toMatchObject({
			how: 'cancelled',
			whole: 0,
			failures: [{ code: 'cancelled', clients: result.begun }],
		});
		expect(result.begun).toBeLessThan(1_000);
		await server.seen('connection-closed', () => true, server.of('connection-opened').length);
		expect(recorder.of('crowd-ended')).toMatchObject([{ how: 'cancelled' }]);
	});

	test('that was cancelled before it began has nobody in it', async () => {
		const options = await crowdOptions(1, { signal: AbortSignal.abort() });
		expect(await sendCrowd(options, createRecorder())).toMatchObject({ how: 'cancelled', begun: 0, ended: 0 });
	});

	test('comes at its rate', async () => {
		const { port } = await bareServer(socket => void socket.end('poem'));
		const { telemetry, recorder, wait, move } = handClock();
		const sent = sendCrowd(await crowdOptions(port, { clients: 30, ratePerSecond: 20 }), telemetry, wait);
		const begun = () => recorder.of('dial-started').length;
		await move(1);
		expect(begun()).toBe(1);
		await move(50);
		expect(begun()).toBe(2);
		await move(450);
		expect(begun()).toBe(11);
		await move(1_000);
		expect(begun()).toBe(30);
		expect((await sent).whole).toBe(30);
	});

	test('that is larger than the system allows is told so before anybody dials', async () => {
		const recorder = createRecorder();
		const options = await crowdOptions(1, { clients: 10_000_000, descriptorsPerClient: 1_000 });
		expect(await sendCrowd(options, recorder)).toMatchObject({
			how: 'refused',
			why: expect.stringMatching(/the system lets this program open \d+ more files.*ulimit -n/),
			begun: 0,
		});
		expect(recorder.events.map(({ type }) => type)).toEqual(['crowd-started', 'crowd-ended']);
	});
});

test('progress adds up at every moment: begun is never less than ended', async () => {
	const { port } = await startFaulty('poetry', { slow: true });
	const recorder = createRecorder();
	await sendCrowd(await crowdOptions(port, { clients: 100, ratePerSecond: 1_000 }), recorder);
	const told: readonly EventOf<'crowd-progressed'>[] = recorder.of('crowd-progressed');
	for (const { begun, ended, whole, fellBack, failures } of told) {
		expect(begun).toBeGreaterThanOrEqual(ended);
		expect(whole + fellBack + failures.reduce((sum, { clients }) => sum + clients, 0)).toBe(ended);
	}
});
