import type { Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CachingProxyOptions, startCachingProxy } from '../../../source/services/proxy/caching-proxy.ts';
import { Flights } from '../../../source/services/proxy/flights.ts';
import { createPoemCache, type PoemCacheOptions } from '../../../source/services/proxy/poem-cache.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { clientWith, playUpstream } from '../../fixtures/played-upstream.ts';
import { bareClient, listenTo } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

const poem = Buffer.from('Whose woods these are I think I know.\n');
const long = Buffer.from(Uint32Array.from({ length: 1_250_000 }, (_, index) => index).buffer);
const whole = { bytes: poem, end: 'in order' };

async function startProxy(
	upstreamPort: number,
	{ cacheOptions, ...options }: Partial<CachingProxyOptions> & { cacheOptions?: Partial<PoemCacheOptions> } = {},
) {
	const recorder = createRecorder();
	const clock = { ms: 0 };
	const cache = createPoemCache({ maxEntries: 10, maxBytes: 100_000_000, now: () => clock.ms, ...cacheOptions });
	const proxy = await startCachingProxy(
		{
			server: 'proxy/p',
			host: '127.0.0.1',
			port: 0,
			upstream: { host: '127.0.0.1', port: upstreamPort },
			cache,
			...options,
		},
		recorder,
	);
	onTestFinished(() => proxy.close());
	return { recorder, proxy, port: proxy.port, cache, clock };
}

describe('a caching proxy', () => {
	test('fetches on a miss, keeps the poem, and serves it on a hit without asking upstream', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const first = listenTo(port);
		(await upstream.connection(1)).end(poem);
		expect(await first).toEqual(whole);
		expect(await listenTo(port)).toEqual(whole);
		expect(upstream.sockets).toHaveLength(1);
		const types = recorder.events.map(({ type }) => type).filter(type => /^(cache|fetch|poem)/.test(type));
		expect(types).toEqual(['cache-miss', 'fetch-started', 'fetch-succeeded', 'poem-stored', 'cache-hit']);
		expect(recorder.of('poem-stored')).toMatchObject([
			{ bytes: poem.length, cacheEntries: 1, cacheBytes: poem.length },
		]);
		const [miss] = recorder.of('cache-miss');
		expect(recorder.of('fetch-started')).toMatchObject([
			{ fetch: miss?.fetch, connection: miss?.connection, server: 'proxy/p', port: upstream.port },
		]);
		expect(recorder.of('dial-started')).toMatchObject([{ fetch: miss?.fetch, server: 'proxy/p' }]);
	});

	test('passes the first byte on before the poem has ended', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const client = clientWith(port, 'Whose');
		const poet = await upstream.connection(1);
		poet.write('Whose');
		const { seen } = await client;
		expect(recorder.of('fetch-succeeded')).toHaveLength(0);
		poet.end(' woods');
		expect((await seen).bytes.toString()).toBe('Whose woods');
	});

	test('gives a client that comes late what has arrived so far at once, and then the rest', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const early = clientWith(port, 'Whose');
		const poet = await upstream.connection(1);
		poet.write('Whose');
		await early;
		const late = await clientWith(port, 'Whose');
		expect(recorder.of('cache-collapsed')).toMatchObject([{ bytesSoFar: 5 }]);
		poet.end(' woods');
		expect((await late.seen).bytes.toString()).toBe('Whose woods');
		expect(upstream.sockets).toHaveLength(1);
	});

	test('with collapsing off fetches for each of 20 clients, and stores; with it on again for one', async () => {
		const upstream = await playUpstream();
		const collapsing = { on: false };
		const { port, recorder, cache } = await startProxy(upstream.port, { collapsing: () => collapsing.on });
		const herd = Array.from({ length: 20 }, () => listenTo(port));
		await upstream.connection(20);
		expect(recorder.of('cache-miss')).toHaveLength(20);
		expect(recorder.of('cache-collapsed')).toEqual([]);
		for (const socket of upstream.sockets) {
			socket.end(poem);
		}
		expect(await Promise.all(herd)).toEqual(Array(20).fill(whole));
		expect(recorder.of('poem-stored')).toHaveLength(20);
		expect(await listenTo(port)).toEqual(whole);
		expect(recorder.of('cache-hit')).toHaveLength(1);
		expect(upstream.sockets).toHaveLength(20);
		cache.purge();
		collapsing.on = true;
		const cured = Array.from({ length: 20 }, () => listenTo(port));
		await recorder.seen('cache-collapsed', () => true, 19);
		(await upstream.connection(21)).end(poem);
		expect(await Promise.all(cured)).toEqual(Array(20).fill(whole));
		expect(upstream.sockets).toHaveLength(21);
	});

	test('with collapsing off cancels the fetch of a client that leaves, and no other, and closes with all of them', async () => {
		const upstream = await playUpstream();
		const { port, recorder, proxy } = await startProxy(upstream.port, { collapsing: () => false });
		const staying = listenTo(port);
		await upstream.connection(1);
		const leaving = bareClient(port);
		await upstream.connection(2);
		leaving.socket.resetAndDestroy();
		expect(await recorder.seen('fetch-failed')).toMatchObject({ code: 'cancelled' });
		expect(recorder.of('fetch-failed')).toHaveLength(1);
		await proxy.close();
		expect(recorder.of('fetch-failed')).toHaveLength(2);
		expect((await staying).bytes).toHaveLength(0);
	});

	test('serves 200 clients at once from a slow poet over one upstream connection', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const clients = Array.from({ length: 200 }, () => listenTo(port));
		const poet = await upstream.connection(1);
		poet.write(poem.subarray(0, 10));
		await recorder.seen('cache-collapsed', () => true, 199);
		poet.end(poem.subarray(10));
		expect(await Promise.all(clients)).toEqual(Array(200).fill(whole));
		expect(upstream.sockets).toHaveLength(1);
		expect(recorder.of('cache-miss')).toHaveLength(1);
		expect(recorder.of('cache-collapsed')).toHaveLength(199);
		await recorder.seen('connection-closed', ({ how }) => how === 'ended', 200);
	});

	test('lets a slow reader slow neither the fetch nor the others, and still gives it the whole', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const slow = bareClient(port);
		slow.socket.pause();
		await recorder.seen('cache-miss');
		const fast = [listenTo(port), listenTo(port)];
		(await upstream.connection(1)).end(Buffer.concat([long, long, long]));
		for (const { bytes } of await Promise.all(fast)) {
			expect(bytes.equals(Buffer.concat([long, long, long]))).toBe(true);
		}
		expect(recorder.of('fetch-succeeded')).toHaveLength(1);
		const [{ connection } = { connection: 0 }] = recorder.of('cache-miss');
		const sent = recorder.of('bytes-sent').filter(event => event.connection === connection);
		expect(sent.reduce((sum, { data }) => sum + data.length, 0)).toBeLessThan(10_000_000);
		slow.socket.resume();
		expect((await slow.seen).bytes.equals(Buffer.concat([long, long, long]))).toBe(true);
	});

	test('keeps a poem of many megabytes and serves it whole on a hit', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const miss = listenTo(port);
		(await upstream.connection(1)).end(long);
		expect((await miss).bytes.equals(long)).toBe(true);
		expect((await listenTo(port)).bytes.equals(long)).toBe(true);
		expect(recorder.of('cache-hit')).toMatchObject([{ bytes: long.length }]);
	});

	test('does not keep a poem that is larger than its cache', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { cacheOptions: { maxBytes: 10 } });
		const first = listenTo(port);
		(await upstream.connection(1)).end(poem);
		await first;
		const second = listenTo(port);
		(await upstream.connection(2)).end(poem);
		expect(await second).toEqual(whole);
		expect(recorder.of('poem-stored')).toHaveLength(0);
	});

	test('serves a client that closed its own side at once', async () => {
		const upstream = await playUpstream();
		const { port } = await startProxy(upstream.port);
		const { socket, seen } = bareClient(port);
		socket.end();
		(await upstream.connection(1)).end(poem);
		expect(await seen).toEqual(whole);
	});
});

describe('when the upstream fails', () => {
	test('midway, a proxy resets its clients, keeps nothing, and tries again for the next', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const client = clientWith(port, 'Whose');
		const poet = await upstream.connection(1);
		poet.write('Whose');
		const { seen } = await client;
		poet.resetAndDestroy();
		expect((await seen).end).toBe('reset');
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'cut', bytesOut: 5 });
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'reset' }]);
		expect(recorder.of('poem-stored')).toHaveLength(0);
		const next = listenTo(port);
		(await upstream.connection(2)).end(poem);
		expect(await next).toEqual(whole);
	});

	test('midway and together with bytes, a proxy does not take the part for the whole', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const seen = listenTo(port);
		const poet = await upstream.connection(1);
		poet.write('Whose woods');
		poet.resetAndDestroy();
		expect((await seen).end).toBe('reset');
		expect(recorder.of('poem-stored')).toHaveLength(0);
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'reset' }]);
	});

	test.each([
		['empty', (poet: Socket) => poet.end()],
		['reset', (poet: Socket) => poet.resetAndDestroy()],
		['timed-out', () => {}],
	] as const)('before its first byte (%s), no byte goes to the clients', async (code, fail) => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { idleTimeoutMs: 400 });
		const clients = [listenTo(port), listenTo(port)];
		const poet = await upstream.connection(1);
		await recorder.seen('cache-collapsed');
		fail(poet);
		const nothing = { bytes: Buffer.alloc(0), end: 'reset' };
		expect(await Promise.all(clients)).toEqual([nothing, nothing]);
		expect(recorder.of('fetch-failed')).toMatchObject([{ code }]);
	});

	test('by silence, its clients are not blamed for it, however short the time that they have for reading', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { idleTimeoutMs: 200, bounds: { readTimeoutMs: 30 } });
		await listenTo(port);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'cut' });
	});

	test('by refusing, no byte goes to the client', async () => {
		const { port, recorder } = await startProxy(await closedPort());
		expect((await listenTo(port)).bytes).toHaveLength(0);
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'refused', why: 'connection refused' }]);
	});

	test('by never ending, the poem is cut off at its longest', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { maxPoemBytes: 1_000 });
		const seen = listenTo(port);
		(await upstream.connection(1)).end(Buffer.alloc(1_001));
		expect((await seen).end).toBe('reset');
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'too-long' }]);
		expect(recorder.of('dial-closed')).toMatchObject([{ failure: 'too-long' }]);
	});
});

describe('past its time', () => {
	async function startWithOldPoem() {
		const upstream = await playUpstream();
		const started = await startProxy(upstream.port, { cacheOptions: { ttlMs: 1_000 } });
		const first = listenTo(started.port);
		(await upstream.connection(1)).end(poem);
		await first;
		started.clock.ms = 1_500;
		return { upstream, ...started };
	}

	test('a poem is fetched again', async () => {
		const { upstream, port, recorder } = await startWithOldPoem();
		const second = listenTo(port);
		(await upstream.connection(2)).end('a new poem');
		expect((await second).bytes.toString()).toBe('a new poem');
		expect((await listenTo(port)).bytes.toString()).toBe('a new poem');
		expect(recorder.of('cache-hit')).toMatchObject([{ ageMs: 0 }]);
	});

	test('the old poem is served to all who wait, if the fetch fails before its first byte', async () => {
		const { upstream, port, recorder } = await startWithOldPoem();
		const clients = [listenTo(port), listenTo(port)];
		const poet = await upstream.connection(2);
		await recorder.seen('cache-collapsed');
		poet.end();
		expect(await Promise.all(clients)).toEqual([whole, whole]);
		expect(recorder.of('cache-stale')).toMatchObject([
			{ ageMs: 1_500, bytes: poem.length, why: 'the server closed without a poem' },
			{ ageMs: 1_500 },
		]);
		const third = listenTo(port);
		(await upstream.connection(3)).end('a new poem');
		expect((await third).bytes.toString()).toBe('a new poem');
	});

	test('the old poem is not served once a byte of the new one was', async () => {
		const { upstream, port, recorder } = await startWithOldPoem();
		const client = clientWith(port, 'a new');
		const poet = await upstream.connection(2);
		poet.write('a new');
		const { seen } = await client;
		poet.resetAndDestroy();
		expect((await seen).end).toBe('reset');
		expect(recorder.of('cache-stale')).toHaveLength(0);
	});
});

describe('a client that leaves', () => {
	test('alone cancels the fetch, and the next client begins another', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const { socket } = await bareClientAfterMiss(port, recorder);
		const poet = await upstream.connection(1);
		const poetClosed = new Promise(resolve => poet.on('close', resolve));
		poet.resume();
		socket.resetAndDestroy();
		await poetClosed;
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'cancelled' }]);
		const next = listenTo(port);
		(await upstream.connection(2)).end(poem);
		expect(await next).toEqual(whole);
	});

	test('in order is taken to have left a second later, and cancels the fetch too', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const { socket } = await bareClientAfterMiss(port, recorder);
		socket.destroy();
		const closed = await recorder.seen('connection-closed');
		expect(closed).toMatchObject({ how: 'left', bound: 'half-close' });
		expect(closed.durationMs).toBeGreaterThanOrEqual(1_000);
		expect(await recorder.seen('fetch-failed')).toMatchObject({ code: 'cancelled' });
	});

	test.each([
		[60, true],
		[60_000, false],
	])('in order is waited for as long as was asked for: %d ms', async (halfCloseGraceMs, isGivenUp) => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { halfCloseGraceMs });
		const { socket, seen } = await bareClientAfterMiss(port, recorder);
		const leftAt = recorder.now();
		socket.end();
		if (isGivenUp) {
			const closed = await recorder.seen('connection-closed');
			expect(closed).toMatchObject({ how: 'left', bound: 'half-close' });
			expect(closed.time - leftAt).toBeLessThan(1_000);
		} else {
			(await upstream.connection(1)).end(poem);
			expect(await seen).toEqual(whole);
			const closed = await recorder.seen('connection-closed');
			expect(closed.how).toBe('ended');
			expect(closed.bound).toBeUndefined();
		}
	});

	test('beside another one does not', async () => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port);
		const { socket } = await bareClientAfterMiss(port, recorder);
		const staying = listenTo(port);
		await recorder.seen('cache-collapsed');
		socket.resetAndDestroy();
		await recorder.seen('connection-closed', ({ how }) => how === 'reset');
		(await upstream.connection(1)).end(poem);
		expect(await staying).toEqual(whole);
		expect(upstream.sockets).toHaveLength(1);
	});

	async function bareClientAfterMiss(port: number, recorder: ReturnType<typeof createRecorder>) {
		const client = bareClient(port);
		await recorder.seen('cache-miss');
		await recorder.seen('dial-connected');
		return client;
	}
});

describe('a proxy that is its own upstream', () => {
	const startOn = (port: number, upstreamPort: number, options: Partial<CachingProxyOptions> = {}) =>
		startProxy(upstreamPort, { port, server: `proxy/${port}`, ...options });

	test.each([true, false])('refuses itself at once, and says so, with collapsing %s', async isOn => {
		const port = await closedPort();
		const { recorder } = await startOn(port, port, { collapsing: () => isOn });
		expect(await listenTo(port)).toEqual({ bytes: Buffer.alloc(0), end: 'reset' });
		await recorder.seen('connection-closed', () => true, 2);
		expect(recorder.of('upstream-refused')).toMatchObject([
			{ code: 'loop', why: `loop: proxy/${port} is its own upstream` },
		]);
		expect(recorder.of('fetch-failed')).toMatchObject([{ code: 'loop' }]);
		expect(recorder.of('connection-opened')).toHaveLength(2);
		expect(new Set(recorder.of('connection-closed').map(({ how }) => how))).toEqual(new Set(['cut', 'refused']));
	});

	test.each([
		[true, true],
		[true, false],
		[false, false],
	])('through another one does too, also where both are asked at once (collapsing %s and %s)', async (one, other) => {
		const [port, otherPort] = [await closedPort(), await closedPort()];
		const flights = new Flights();
		const first = await startOn(port, otherPort, { flights, collapsing: () => one });
		const second = await startOn(otherPort, port, { flights, collapsing: () => other });
		const clients = [listenTo(port), listenTo(otherPort)];
		for (const seen of clients) {
			expect(await seen).toEqual({ bytes: Buffer.alloc(0), end: 'reset' });
		}
		await Promise.all([first.proxy.close(), second.proxy.close()]);
		const events = [...first.recorder.events, ...second.recorder.events];
		expect(events.some(event => event.type === 'upstream-refused' && event.code === 'loop')).toBe(true);
		expect(events.filter(({ type }) => type === 'connection-opened').length).toBeLessThan(10);
	});

	test('is not taken for one where a proxy stands before another', async () => {
		const upstream = await playUpstream();
		const flights = new Flights();
		const back = await startProxy(upstream.port, { flights, server: 'proxy/back' });
		const front = await startProxy(back.port, { flights, server: 'proxy/front' });
		const clients = [listenTo(front.port), listenTo(back.port), listenTo(front.port)];
		(await upstream.connection(1)).end(poem);
		expect(await Promise.all(clients)).toEqual([whole, whole, whole]);
		expect(upstream.sockets).toHaveLength(1);
	});

	test('through another program is bounded: so many fetches wait for a first byte, and no more', async () => {
		const upstream = await playUpstream();
		const options = { collapsing: () => false, maxSilentFetches: 3 };
		const { port, recorder } = await startProxy(upstream.port, options);
		const waiting = [listenTo(port), listenTo(port), listenTo(port)];
		await recorder.seen('dial-connected', () => true, 3);
		expect(await listenTo(port)).toEqual({ bytes: Buffer.alloc(0), end: 'in order' });
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'over-bound', bound: 'upstream-fetches' });
		expect(recorder.of('upstream-refused')).toMatchObject([
			{ code: 'too-many', why: expect.stringMatching(/loop through other proxies/) },
		]);
		for (const nth of [1, 2, 3]) {
			(await upstream.connection(nth)).write('a byte');
		}
		await recorder.seen('bytes-sent', () => true, 3);
		const another = listenTo(port);
		await upstream.connection(4);
		for (const nth of [1, 2, 3, 4]) {
			(await upstream.connection(nth)).end();
		}
		expect((await Promise.all([...waiting, another])).map(({ end }) => end)).toEqual([
			'in order',
			'in order',
			'in order',
			'reset',
		]);
	});
});

describe('a fetch whose upstream is silent', () => {
	const maybeLoop = 'timed out: silent for 400 ms; this also happens where proxies are each other’s upstream';

	test.each([
		['for which one client waits', 1, '', 'timed out: silent for 400 ms'],
		['for which two wait, of which one may be the upstream', 2, '', maybeLoop],
		['that had begun', 2, 'Whose', 'timed out: silent for 400 ms'],
	])('%s', async (_, clients, words, why) => {
		const upstream = await playUpstream();
		const { port, recorder } = await startProxy(upstream.port, { idleTimeoutMs: 400 });
		const waiting = Array.from({ length: clients }, () => listenTo(port));
		(await upstream.connection(1)).write(words);
		expect(await recorder.seen('fetch-failed')).toMatchObject({ code: 'timed-out', why });
		expect((await Promise.all(waiting)).map(({ end }) => end)).toEqual(Array(clients).fill('reset'));
	});
});

test('closing a proxy ends its clients and its upstream connection', async () => {
	const upstream = await playUpstream();
	const { port, proxy, recorder } = await startProxy(upstream.port);
	const client = clientWith(port, 'Whose');
	const poet = await upstream.connection(1);
	const poetClosed = new Promise(resolve => poet.on('close', resolve));
	poet.resume().write('Whose');
	await client;
	await proxy.close();
	expect(recorder.of('connection-closed')).toMatchObject([{ how: 'stopped' }]);
	expect(recorder.of('dial-closed')).toMatchObject([{ failure: 'cancelled' }]);
	await poetClosed;
});

test('a purge in the middle of a fetch does not keep its poem out of the cache', async () => {
	const upstream = await playUpstream();
	const { port, cache, recorder } = await startProxy(upstream.port);
	const seen = listenTo(port);
	const poet = await upstream.connection(1);
	expect(cache.purge()).toBe(0);
	poet.end(poem);
	await seen;
	expect(recorder.of('poem-stored')).toHaveLength(1);
	expect(cache.purge()).toBe(1);
});
