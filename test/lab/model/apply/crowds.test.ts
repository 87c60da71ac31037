import { expect, test } from 'vitest';
import type { CrowdCounts, LabEvent } from '../../../../source/events/events.ts';
import { noState } from '../../../../source/lab/model/state.ts';
import { listening, opened } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const counts: CrowdCounts = {
	begun: 3,
	ended: 2,
	whole: 1,
	fellBack: 0,
	failures: [{ code: 'reset', clients: 1 }],
	differentPoems: 1,
	bytes: 6,
	latencies: [{ upToMs: 1, firstByte: 2, whole: 1 }],
};
const started: LabEvent = {
	type: 'crowd-started',
	time: 500,
	crowd: 90,
	host: '127.0.0.1',
	port: 12_000,
	transforms: ['shout'],
	clients: 3,
};

/** One client of the crowd: its dial and the connection at the other end, in either order. */
function client(id: number, outcome: LabEvent, { dialFirst }: { readonly dialFirst: boolean }): readonly LabEvent[] {
	const dial = { dial: 1_000 + id, fetch: 2_000 + id };
	const begins: LabEvent = {
		type: 'dial-started',
		time: 600,
		...dial,
		host: '127.0.0.1',
		port: 12_000,
		purpose: 'poem',
		crowd: 90,
	};
	const connects: LabEvent = { type: 'dial-connected', time: 601, ...dial, localPort: 50_000 + id };
	const accepted = [opened(id, 'proxy/a'), outcome];
	return dialFirst ? [begins, connects, ...accepted] : [begins, ...accepted, connects];
}

const hit = (connection: number): LabEvent => ({
	type: 'cache-hit',
	time: 600,
	server: 'proxy/a',
	connection,
	bytes: 6,
	ageMs: 1,
});
const miss = (connection: number): LabEvent => ({
	type: 'cache-miss',
	time: 600,
	server: 'proxy/a',
	connection,
	fetch: 70,
});
const collapsed = (connection: number): LabEvent => ({
	type: 'cache-collapsed',
	time: 600,
	server: 'proxy/a',
	connection,
	fetch: 70,
	bytesSoFar: 0,
});

test('what our own proxy made of a crowd is counted by its dials, whichever end is told first, and of nobody else', () => {
	const upstream: readonly LabEvent[] = [
		{
			type: 'dial-started',
			time: 602,
			dial: 80,
			fetch: 70,
			host: '127.0.0.1',
			port: 10_000,
			purpose: 'poem',
			server: 'proxy/a',
		},
		{ type: 'dial-connected', time: 603, dial: 80, fetch: 70, localPort: 40_000 },
	];
	const { crowd, exchanges } = applyEvents(noState, [
		...listening,
		started,
		...client(1, miss(1), { dialFirst: false }),
		...upstream,
		...client(2, collapsed(2), { dialFirst: true }),
		...client(3, hit(3), { dialFirst: false }),
		opened(4, 'proxy/a'),
		hit(4),
	]);
	expect(crowd).toMatchObject({ server: 'proxy/a', status: 'running', clients: 3, transforms: ['shout'] });
	expect(crowd?.cache).toEqual({ hits: 1, misses: 1, collapsed: 1, stale: 0, upstreamConnections: 1 });
	expect(exchanges.map(({ peer }) => peer)).toEqual(['crowd', 'crowd', 'crowd', undefined]);
});

test('the client’s own fetch, and the totals of fetches, do not take a crowd’s for theirs', () => {
	const state = applyEvents(noState, [...listening, started, ...client(1, hit(1), { dialFirst: true })]);
	expect(state.fetch).toBeUndefined();
	expect(state.totals.fetches).toBe(0);
});

test('a crowd goes on with what is told of it, and ends; what is told of an older one is passed over', () => {
	const running = applyEvents(noState, [
		...listening,
		started,
		{ type: 'crowd-progressed', time: 700, crowd: 90, ...counts },
	]);
	expect(running.crowd).toMatchObject({ ...counts, status: 'running' });
	const stale = applyEvents(running, [{ type: 'crowd-progressed', time: 700, crowd: 89, ...counts, begun: 1_000 }]);
	expect(stale.crowd?.begun).toBe(3);
	const ended = applyEvents(running, [
		{ type: 'crowd-ended', time: 900, crowd: 90, ...counts, how: 'refused', why: 'too many', durationMs: 400 },
	]);
	expect(ended.crowd).toMatchObject({ status: 'refused', why: 'too many', durationMs: 400 });
});

test('a crowd elsewhere has nothing to say of a cache', () => {
	const { crowd } = applyEvents(noState, [...listening, { ...started, host: 'elsewhere.example' }]);
	expect(crowd).not.toHaveProperty('server');
	expect(crowd).not.toHaveProperty('cache');
});
