import { expect, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { noState } from '../../../../source/lab/model/state.ts';
import { bounds } from '../../../../source/lab/snapshot.ts';
import { listening } from '../../../fixtures/events.ts';
import { applyEvents, snapshotOf } from '../../../fixtures/lab-state.ts';

const hosts = [
	{ host: '127.0.0.1', port: 10_000 },
	{ host: '127.0.0.1', port: 12_000 },
];
const started: LabEvent = {
	type: 'batch-started',
	time: 10,
	batch: 1,
	firstFetch: 2,
	hosts,
	transforms: ['shout'],
	atOnce: 1,
	promise: 'all',
};
const [first, second] = [2, 3];
const begun = (fetch: number, time: number): LabEvent => ({
	type: 'fetch-started',
	time,
	fetch,
	batch: 1,
	...(hosts[fetch - first] ?? { host: 'h', port: 1 }),
	transforms: ['shout'],
});
const ended: LabEvent = {
	type: 'batch-ended',
	time: 40,
	batch: 1,
	poems: 1,
	failed: 1,
	cancelled: 0,
	durationMs: 30,
	sumMs: 28,
};

test('every fetch of a batch is there from the start, and waits until it is its turn', () => {
	const { fetches, fetch, batches } = snapshotOf(applyEvents(noState, [...listening, started, begun(first, 12)]));
	expect(fetches.map(({ id, status, startedAt }) => ({ id, status, startedAt }))).toEqual([
		{ id: first, status: 'running', startedAt: 12 },
		{ id: second, status: 'waiting', startedAt: 10 },
	]);
	expect(fetches.every(({ batch, steps }) => batch === 1 && steps[0]?.transform === 'shout')).toBe(true);
	expect(fetch?.id).toBe(first);
	expect(batches).toMatchObject([{ id: 1, addresses: ['127.0.0.1:10000', '127.0.0.1:12000'], atOnce: 1 }]);
	expect(batches[0]).not.toHaveProperty('end');
});

test('chunks of fetches that are under way together go to the poem of each', () => {
	const dial = (id: number, fetch: number): LabEvent => ({
		type: 'dial-started',
		time: 13,
		dial: id,
		fetch,
		host: '127.0.0.1',
		port: 10_000,
		purpose: 'poem',
	});
	const chunk = (id: number, fetch: number, text: string): LabEvent => ({
		type: 'dial-received',
		time: 14,
		dial: id,
		fetch,
		data: new Uint8Array(Buffer.from(text)),
	});
	const { fetches } = applyEvents(noState, [
		...[started, begun(first, 12), begun(second, 12), dial(8, first), dial(9, second)],
		...[chunk(8, first, 'a'), chunk(9, second, 'x'), chunk(8, first, 'b'), chunk(9, second, 'y')],
	]);
	expect([...fetches.values()].map(({ poem, poemBytes }) => [Buffer.from(poem).toString(), poemBytes])).toEqual([
		['ab', 2],
		['xy', 2],
	]);
});

test('one that fails leaves the others as they are, and the end is what the client told', () => {
	const failed: LabEvent = {
		type: 'fetch-failed',
		time: 20,
		fetch: first,
		code: 'refused',
		why: 'connection refused',
		durationMs: 8,
	};
	const { fetches, batches } = snapshotOf(applyEvents(noState, [started, begun(first, 12), failed, ended]));
	expect(fetches.map(({ status }) => status)).toEqual(['failed', 'waiting']);
	expect(batches[0]?.end).toEqual({ poems: 1, failed: 1, cancelled: 0, durationMs: 30, sumMs: 28 });
});

test('of very many fetches and batches the newest are kept, and none that has not ended is forgotten', () => {
	const many = Array.from({ length: 200 }, (_, index): LabEvent[] => [
		{ ...started, batch: 10 * index + 100, firstFetch: 10 * index + 101, hosts: hosts.slice(0, 1) } as LabEvent,
		{ type: 'fetch-failed', time: 20, fetch: 10 * index + 101, code: 'refused', why: '', durationMs: 1 },
	]).flat();
	const { fetches, batches } = snapshotOf(applyEvents(noState, [started, ...many]));
	expect(fetches).toHaveLength(bounds.fetches);
	expect(fetches.slice(0, 2).map(({ id, status }) => [id, status])).toEqual([
		[first, 'waiting'],
		[second, 'waiting'],
	]);
	expect(batches).toHaveLength(bounds.batches);
	expect(batches.at(-1)?.id).toBe(2_090);
});
