import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { type LabState, noState } from '../../../../source/lab/model/state.ts';
import { bounds } from '../../../../source/lab/snapshot.ts';
import { closed, listening, opened, traffic } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const stateAfter = (...events: LabEvent[]): LabState => applyEvents(noState, [...listening, ...events]);

describe('servers', () => {
	test('a server that listens again has lost its failure', () => {
		const failed: LabEvent = {
			type: 'server-failed',
			time: 4,
			server: 'transform',
			kind: 'transform',
			host: '127.0.0.1',
			port: 11_000,
			code: 'EADDRINUSE',
			why: 'taken',
		};
		expect(stateAfter(failed).servers.get('transform')).toMatchObject({
			status: 'failed',
			why: 'taken',
			code: 'EADDRINUSE',
		});
		const again = stateAfter(failed, { ...listening[1], type: 'server-listening' } as LabEvent).servers.get(
			'transform',
		);
		expect(again).toMatchObject({ status: 'listening' });
		expect(again).not.toHaveProperty('why');
	});

	test('a default port that was taken is told in a notice that names both ports', () => {
		const moved: LabEvent = {
			type: 'server-listening',
			time: 4,
			server: 'poetry/b',
			kind: 'poetry',
			host: '127.0.0.1',
			port: 43_210,
			insteadOfPort: 10_001,
		};
		expect(stateAfter(moved).notices).toEqual(['Port 10001 was taken: poetry/b is on 43210.']);
	});

	test('of very many notices the newest are kept', () => {
		const problems = (from: number): LabEvent => ({
			type: 'transforms-loaded',
			time: 4,
			transforms: [],
			problems: Array.from({ length: 80 }, (_, i) => `problem ${from + i}`),
		});
		const { notices } = stateAfter(problems(0), problems(80));
		expect(notices).toHaveLength(bounds.notices);
		expect(notices.at(-1)).toBe('problem 159');
	});

	test('an added host is kept once, however often it is added', () => {
		const added: LabEvent = { type: 'host-added', time: 4, host: '::1', port: 10_000 };
		expect(stateAfter(added, added).addedHosts).toEqual(['[::1]:10000']);
	});
});

describe('exchanges', () => {
	test('an exchange is open until it is closed, and counted as served when it ended in order', () => {
		const open = stateAfter(opened(1));
		expect([...open.open.keys()]).toEqual([1]);
		expect(open.totals).toMatchObject({ open: 1, served: 0 });
		const ended = applyEvents(open, [closed(1)]);
		expect(ended.open.size).toBe(0);
		expect(ended.totals).toMatchObject({ open: 0, served: 1, failed: 0 });
		expect(ended.servers.get('poetry/a')).toMatchObject({ open: 0, served: 1, bytesOut: 6 });
		expect(ended.exchanges).toMatchObject([{ id: 1, how: 'ended', bytesOut: 6, durationMs: 10 }]);
	});

	test('an exchange that the stop of its server ended is neither served nor failed', () => {
		expect(stateAfter(opened(1), closed(1, 'poetry/a', { how: 'stopped' })).totals).toMatchObject({
			served: 0,
			failed: 0,
		});
	});

	test('the end of an exchange whose opening was not seen leaves nobody open', () => {
		const state = stateAfter(closed(1));
		expect(state.totals).toMatchObject({ open: 0, served: 1 });
		expect(state.servers.get('poetry/a')).toMatchObject({ open: 0, served: 1 });
	});

	test('an exchange that its client left is neither served nor failed: it may leave when it likes', () => {
		expect(stateAfter(opened(1), closed(1, 'poetry/a', { how: 'left' })).totals).toMatchObject({
			served: 0,
			failed: 0,
		});
	});

	test('one that went over a bound is failed, and its server counts it', () => {
		const state = stateAfter(opened(1), closed(1, 'poetry/a', { how: 'over-bound', bound: 'read-time' }));
		expect(state.totals.failed).toBe(1);
		expect(state.servers.get('poetry/a')).toMatchObject({ failed: 1, overBound: 1 });
		expect(state.exchanges[0]).toMatchObject({ how: 'over-bound', bound: 'read-time' });
	});

	test('the first one for which there is no file descriptor makes a notice, and no other does', () => {
		const away = { how: 'over-bound', bound: 'descriptors' } as const;
		const state = stateAfter(opened(1), closed(1, 'poetry/a', away), opened(2), closed(2, 'poetry/a', away));
		expect(state.notices).toEqual([expect.stringMatching(/^Out of file descriptors.*ulimit -n/)]);
		expect(state.totals.failed).toBe(2);
	});

	test('only the newest are kept, and the others are counted', () => {
		const surplus = 2 * bounds.exchanges + 17;
		const events = Array.from({ length: bounds.exchanges + surplus }, (_, i) => [opened(i + 1), closed(i + 1)]).flat();
		const state = stateAfter(...events);
		expect(state.exchanges).toHaveLength(bounds.exchanges);
		expect(state.droppedExchanges).toBe(surplus);
		expect(state.exchanges.at(-1)?.id).toBe(bounds.exchanges + surplus);
	});

	test('an open exchange is kept though a thousand newer ones came, and closes with all that is known of it', () => {
		const newer = Array.from({ length: bounds.exchanges + 1 }, (_, i) => [opened(i + 2), closed(i + 2)]).flat();
		const state = stateAfter(opened(1), ...newer, {
			type: 'bytes-sent',
			time: 3,
			server: 'poetry/a',
			connection: 1,
			data: new Uint8Array(4),
		});
		expect(state.open.get(1)).toMatchObject({ bytesOut: 4 });
		expect(applyEvents(state, [closed(1)]).open.size).toBe(0);
	});

	test('what ended is counted in its second', () => {
		const state = stateAfter(
			opened(1),
			opened(2),
			opened(3),
			closed(1, 'poetry/a', { time: 5_100 }),
			closed(2, 'poetry/a', { time: 5_900, how: 'reset' }),
			closed(3, 'poetry/a', { time: 7_000 }),
		);
		expect(state.perSecond).toEqual([
			{ second: 5, ended: 2, failed: 1 },
			{ second: 7, ended: 1, failed: 0 },
		]);
	});
});

describe('the client’s fetch', () => {
	const fetchStarted: LabEvent = {
		type: 'fetch-started',
		time: 100,
		fetch: 7,
		host: '127.0.0.1',
		port: 12_000,
		transforms: ['shout'],
	};
	const dialStarted: LabEvent = {
		type: 'dial-started',
		time: 100,
		dial: 8,
		fetch: 7,
		host: 'localhost',
		port: 12_000,
		purpose: 'poem',
	};
	const dialConnected: LabEvent = { type: 'dial-connected', time: 101, dial: 8, fetch: 7, localPort: 50_009 };
	const accepted = opened(9, 'proxy/a', 101);
	const miss: LabEvent = { type: 'cache-miss', time: 102, server: 'proxy/a', connection: 9, fetch: 10 };
	const bytes = (text: string): LabEvent => ({
		type: 'dial-received',
		time: 103,
		dial: 8,
		fetch: 7,
		data: Buffer.from(text),
	});

	test.each([
		['before', [dialConnected, accepted, miss]],
		['after', [accepted, miss, dialConnected]],
	])('knows the exchange that serves it when its dial connects %s the exchange is seen', (_, order) => {
		const state = stateAfter(fetchStarted, dialStarted, ...order);
		expect(state.exchanges[0]).toMatchObject({
			id: 9,
			peer: 'client',
			servesFetch: 7,
			upstreamFetch: 10,
			cache: 'miss',
		});
		expect(state.fetch).toMatchObject({ connection: 9, server: 'proxy/a', cache: 'miss', connected: true });
		expect(state.fetch).not.toHaveProperty('expectedBytes');
	});

	test('is not tied to a stranger’s exchange on the same server', () => {
		const stranger = opened(6, 'proxy/a', 101);
		const state = stateAfter(fetchStarted, dialStarted, stranger, dialConnected, accepted);
		expect(state.exchanges[0]).not.toHaveProperty('servesFetch');
		expect(state.exchanges[1]).toMatchObject({ id: 9, servesFetch: 7 });
	});

	test('shows the poem as it arrives, and the transformed one after that', () => {
		const arriving = stateAfter(fetchStarted, dialStarted, dialConnected, bytes('po'), bytes('em'));
		expect(Buffer.from(arriving.fetch?.poem ?? []).toString()).toBe('poem');
		expect(arriving.fetch).toMatchObject({ status: 'running', poemBytes: 4, firstByteMs: 3 });
		const done = applyEvents(arriving, [
			{ type: 'poem-received', time: 104, fetch: 7, bytes: 4, durationMs: 4 },
			{ type: 'fetch-transform-started', time: 104, fetch: 7, transform: 'shout', step: 0 },
			{
				type: 'fetch-transform-succeeded',
				time: 105,
				fetch: 7,
				transform: 'shout',
				step: 0,
				bytes: 4,
				poem: Buffer.from('POEM'),
				durationMs: 1,
			},
			{ type: 'fetch-succeeded', time: 105, fetch: 7, bytes: 4, durationMs: 5 },
		]);
		expect(Buffer.from(done.fetch?.poem ?? []).toString()).toBe('POEM');
		expect(done.fetch).toMatchObject({
			status: 'succeeded',
			poemMs: 4,
			durationMs: 5,
			steps: [{ status: 'succeeded' }],
		});
	});

	test('keeps a large poem’s beginning, and counts all of it', () => {
		const large = Buffer.alloc(bounds.poemBytes, 'x').toString();
		const state = stateAfter(fetchStarted, dialStarted, bytes(large), bytes(large));
		expect(state.fetch?.poem).toHaveLength(bounds.poemBytes);
		expect(state.fetch?.poemBytes).toBe(2 * bounds.poemBytes);
	});

	test('counts as failed where it reached no server of ours, and is counted there where it did', () => {
		const failed: LabEvent = {
			type: 'fetch-failed',
			time: 110,
			fetch: 7,
			code: 'refused',
			why: 'refused',
			durationMs: 10,
		};
		expect(stateAfter(fetchStarted, failed).totals).toMatchObject({ failed: 1, fetchesFailed: 1 });
		const cut = closed(9, 'proxy/a', { how: 'cut' });
		const reached = stateAfter(fetchStarted, dialStarted, dialConnected, accepted, cut, failed);
		expect(reached.totals).toMatchObject({ failed: 1, fetchesFailed: 1 });
	});

	test('is cancelled, and not failed, when it was cancelled', () => {
		const state = stateAfter(fetchStarted, {
			type: 'fetch-failed',
			time: 110,
			fetch: 7,
			code: 'cancelled',
			why: 'cancelled',
			durationMs: 10,
		});
		expect(state.fetch?.status).toBe('cancelled');
		expect(state.totals.fetchesFailed).toBe(0);
	});

	test('is not changed by what is left of the one before it', () => {
		const next: LabEvent = { ...fetchStarted, fetch: 20 };
		const state = stateAfter(fetchStarted, next, {
			type: 'fetch-failed',
			time: 110,
			fetch: 7,
			code: 'cancelled',
			why: 'cancelled',
			durationMs: 10,
		});
		expect(state.fetch).toMatchObject({ id: 20, status: 'running' });
	});

	test('is not confused with a proxy’s fetch', () => {
		const state = stateAfter({ ...fetchStarted, server: 'proxy/a' });
		expect(state.fetch).toBeUndefined();
		expect(state.totals.fetches).toBe(0);
	});
});

test('the cache’s content is known for each proxy until it is evicted or purged', () => {
	const stored: LabEvent = {
		type: 'poem-stored',
		time: 1,
		server: 'proxy/a',
		fetch: 1,
		bytes: 6,
		cacheEntries: 1,
		cacheBytes: 6,
	};
	expect(stateAfter(stored).servers.get('proxy/a')?.cachedBytes).toBe(6);
	expect(stateAfter(stored).totals).toMatchObject({ cacheEntries: 1, cacheBytes: 6 });
	const evicted: LabEvent = {
		type: 'poem-evicted',
		time: 2,
		upstream: '127.0.0.1:10000',
		cacheEntries: 0,
		cacheBytes: 0,
	};
	for (const gone of [evicted, { type: 'cache-purged', time: 2, entries: 1 } as const]) {
		const state = stateAfter(stored, gone);
		expect(state.servers.get('proxy/a')?.cachedBytes).toBe(0);
		expect(state.totals).toMatchObject({ cacheEntries: 0, cacheBytes: 0 });
	}
});

test('a poem that is cached for one proxy is cached for every other one before the same upstream', () => {
	const [, , proxy] = listening;
	const stored = { fetch: 7, bytes: 6, cacheEntries: 1, cacheBytes: 6 };
	const { servers } = stateAfter(
		...(proxy === undefined ? [] : [{ ...proxy, server: 'proxy/127.0.0.1:10000', port: 12_001 }]),
		{
			type: 'server-listening',
			time: 4,
			server: 'proxy/b',
			kind: 'proxy',
			host: '127.0.0.1',
			port: 1,
			upstream: '[::1]:1',
		},
		{ type: 'poem-stored', time: 5, server: 'proxy/a', ...stored },
	);
	expect(['proxy/a', 'proxy/127.0.0.1:10000', 'proxy/b'].map(id => servers.get(id)?.cachedBytes)).toEqual([6, 6, 0]);
});

test('no batch changes the state it was given, and batches of any size give the same state', () => {
	fc.assert(
		fc.property(traffic, fc.nat(130), (events, at) => {
			const first = applyEvents(noState, events.slice(0, at));
			const frozen = structuredClone(first);
			const second = applyEvents(first, events.slice(at));
			expect(first).toEqual(frozen);
			expect(second).toEqual(applyEvents(noState, events));
		}),
	);
});
