import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { type Trace, traceOf } from '../../../../source/ui/inspector/trace/trace.ts';
import { patiently } from '../../../fixtures/patience.ts';
import { bareClient } from '../../../fixtures/raw-peers.ts';
import { newestOf, openRealLab } from '../real-lab.ts';
import { failedUpstream, refusedExchange, servers, slowRelay } from '../trace-events.ts';

const lanes = (trace: Trace | undefined) => trace?.parties.map(({ name }) => name);

describe('the trace of an exchange', () => {
	it('is the whole fetch, from whichever of its exchanges it is looked at', async () => {
		const real = await openRealLab();
		const snapshot = await real.fetch('proxy/short', ['shout', 'gibberish']);
		for (const server of ['proxy/short', 'poetry/short', 'transform']) {
			const { id } = newestOf(snapshot, server);
			const trace = traceOf(id, await real.detail(id), snapshot.servers);
			expect(lanes(trace)).toEqual(['client', 'proxy/short', 'poetry/short', 'transform']);
			expect(trace?.fetch).toBe(snapshot.fetch?.id);
			expect(trace?.legs).toHaveLength(4);
			expect(trace?.settled).toBe(true);
		}
	});

	it('is that of a dial, where no server of the lab accepted it', () => {
		const [fetch, dial] = [{ fetch: 1, host: '127.0.0.1', port: 9_999 }, 2] as const;
		const over = { bytesIn: 0, bytesOut: 0, failure: 'refused', why: 'connection refused', durationMs: 1 } as const;
		const events: readonly LabEvent[] = [
			{ type: 'fetch-started', time: 1, ...fetch, transforms: [] },
			{ type: 'dial-started', time: 2, ...fetch, dial, purpose: 'poem' },
			{ type: 'dial-closed', time: 3, fetch: 1, dial, ...over },
			{ type: 'fetch-failed', time: 3, fetch: 1, code: 'refused', why: 'connection refused', durationMs: 2 },
		];
		const trace = traceOf(dial, events, servers);
		expect(lanes(trace)).toEqual(['client', '127.0.0.1:9999']);
		expect(trace).toMatchObject({ fetch: 1, settled: true });
		const ofCrowd = events
			.filter(({ type }) => type.startsWith('dial'))
			.map(event => ({ ...event, crowd: 7 }) as LabEvent);
		expect(traceOf(dial, ofCrowd, servers)).toMatchObject({ fetch: undefined, settled: true, endTime: 3 });
	});

	it('is over with the connection that the lab made as netcat would, for no fetch', async () => {
		const real = await openRealLab();
		const { host, port } = real.addressOf('transform');
		real.lab.dispatch({ type: 'open-by-hand', address: `${host}:${port}`, text: '9:shout.Ruh,', reads: true });
		const snapshot = await real.until(({ exchanges, totals }) => exchanges.length === 1 && totals.open === 0);
		const { id } = newestOf(snapshot, 'transform');
		// The server's end of it is over first.
		const whole = async () => traceOf(id, await real.detail(id), snapshot.servers);
		await expect.poll(whole, patiently).toMatchObject({ fetch: undefined, settled: true });
		const trace = await whole();
		expect(lanes(trace)).toEqual(['client', 'transform']);
		expect(trace && phasesOf(trace)[0]).toMatchObject({ name: 'transform', state: 'done' });
	});

	it('has no poetry server where the cache had the poem', async () => {
		const real = await openRealLab();
		await real.fetch('proxy/short');
		const snapshot = await real.fetch('proxy/short', ['shout']);
		const { id } = newestOf(snapshot, 'proxy/short');
		expect(lanes(traceOf(id, await real.detail(id), snapshot.servers))).toEqual(['client', 'proxy/short', 'transform']);
	});

	it('tells the clients that waited on the same fetch in words, and gives them no lanes', async () => {
		const real = await openRealLab();
		const { port } = real.addressOf('proxy/slow');
		const first = bareClient(port);
		await real.until(({ open }) => open.some(({ server, bytesOut }) => server === 'poetry/slow' && bytesOut > 0));
		const starterName = `:${first.socket.localPort}`;
		const snapshot = await real.fetch('proxy/slow');
		await first.seen;
		const { id, cache } = newestOf(snapshot, 'proxy/slow');
		const trace = traceOf(id, await real.detail(id), snapshot.servers);
		expect(cache).toBe('collapsed');
		expect(lanes(trace)).toEqual(['client', 'proxy/slow', 'poetry/slow']);
		expect(trace?.waiters).toMatchObject([{ first: true, name: starterName }]);
		const starter = snapshot.exchanges.find(exchange => exchange.cache === 'miss')?.id ?? 0;
		const other = traceOf(starter, await real.detail(starter), snapshot.servers);
		expect(lanes(other)).toEqual([`127.0.0.1${starterName}`, 'proxy/slow', 'poetry/slow']);
		expect(other?.waiters).toMatchObject([{ first: false }]);
	});

	it('has a stranger by its address, and nobody else, where netcat asks the transform server', async () => {
		const real = await openRealLab();
		const netcat = bareClient(real.addressOf('transform').port);
		netcat.socket.end('3:abc,');
		await netcat.seen;
		const snapshot = await real.until(({ exchanges, totals }) => exchanges.length === 1 && totals.open === 0);
		const { id, peerPort } = newestOf(snapshot, 'transform');
		const trace = traceOf(id, await real.detail(id), snapshot.servers);
		expect(lanes(trace)).toEqual([`127.0.0.1:${peerPort}`, 'transform']);
		expect(trace?.fetch).toBeUndefined();
	});

	it('has a server elsewhere by its address', () => {
		expect(lanes(traceOf(3, failedUpstream('reset'), servers))).toEqual(['client', 'proxy/ecstasy', '192.0.2.1:9']);
	});

	it('is none where the exchange is no longer kept', () => {
		expect(traceOf(1, [], servers)).toBeUndefined();
		expect(traceOf(2, refusedExchange('no-dot'), servers)).toBeUndefined();
	});

	it('goes on until the last of its connections is closed', () => {
		const events = slowRelay(2);
		expect(traceOf(1, events, servers)?.settled).toBe(true);
		expect(traceOf(1, events.slice(0, -1), servers)?.settled).toBe(false);
	});

	it('ties a port that was used twice to the connection that is nearest in time', () => {
		const earlier = { server: 'poetry/ozymandias', connection: 90 } as const;
		const before: readonly LabEvent[] = [
			{ type: 'connection-opened', time: 10, ...earlier, peerHost: '127.0.0.1', peerPort: 40_000 },
			{ type: 'connection-closed', time: 11, ...earlier, bytesIn: 0, bytesOut: 0, how: 'left', durationMs: 1 },
		];
		const trace = traceOf(1, [...before, ...slowRelay(2)], servers);
		expect(trace?.legs.map(({ opened }) => opened?.connection)).toEqual([1, 4]);
	});

	it('goes through one proxy that asks another, up to who asked first', () => {
		const near = { server: 'proxy/tyger', connection: 20 } as const;
		const chained: readonly LabEvent[] = [
			{ type: 'connection-opened', time: 990, ...near, peerHost: '127.0.0.1', peerPort: 60_000 },
			{ type: 'cache-miss', time: 990, ...near, fetch: 21 },
			{ type: 'fetch-started', time: 990, ...near, fetch: 21, host: '127.0.0.1', port: 12_002, transforms: [] },
			{
				type: 'dial-started',
				time: 991,
				dial: 22,
				fetch: 21,
				host: '127.0.0.1',
				port: 12_002,
				purpose: 'poem',
				server: 'proxy/tyger',
			},
			{ type: 'dial-connected', time: 992, dial: 22, fetch: 21, localPort: 51_532 },
			...slowRelay(2),
		];
		const trace = traceOf(4, chained, servers);
		expect(lanes(trace)).toEqual(['127.0.0.1:60000', 'proxy/tyger', 'proxy/ozymandias', 'poetry/ozymandias']);
		expect(trace?.upstreams).toEqual([21, 2]);
	});
});
