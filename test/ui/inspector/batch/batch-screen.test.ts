import { expect, test } from 'vitest';
import { batchView } from '../../../../source/ui/inspector/batch/view.ts';
import type { Command } from '../../../../source/ui/keymap.ts';
import { initialState, type ScreenState, type World } from '../../../../source/ui/state.ts';
import { update } from '../../../../source/ui/update.ts';
import { viewOf } from '../../../../source/ui/views.ts';
import { runningFetch, sampleExchange, sampleFetch, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { modelOf, worldOf } from '../../../fixtures/view-model.ts';

const batch = {
	id: 9,
	firstFetch: 1,
	addresses: ['a:1', 'b:1'],
	transforms: [],
	atOnce: 2,
	startedAt: sampleTime,
} as const;
const fetches = [
	sampleFetch({ id: 1, batch: 9, connection: 40 }),
	runningFetch({ id: 2, batch: 9, status: 'failed', code: 'refused' }),
];
const snapshot = sampleSnapshot({ fetches, fetch: fetches[0], batches: [{ ...batch, promise: 'all' }] });
const lanes = ['ecstasy', 'tyger'].map((name, at) => ({
	...{ fetch: at + 1, name, begins: 0, ends: 9, endTime: sampleTime + 5, hasPoem: at === 0, durationMs: 5 },
}));
const items = Array.from({ length: 60 }, (_, at) => ({
	...{ time: sampleTime + at, lane: at % 2, sign: '◀', words: '10 B', tone: 'live' as const, bytes: 10 },
}));
const ladder = { batch: 9, atOnce: 2, promise: 'all' as const, lanes, items, startTime: sampleTime, end: undefined };
const detail = { batch: 9, ladder, hasAnswer: true };

function run(commands: readonly Command[], state: ScreenState = initialState, lab = snapshot): ScreenState {
	const world = worldOf(lab, { batch: detail });
	return commands.reduce((now, command) => update(now, command, world).state, state);
}

test('a batch leads to each of its fetches, and back from there leads to the batch', () => {
	const opened = run(['open-batch']);
	expect(viewOf(opened).name).toBe('batch');
	const inside = run(['accept'], opened);
	expect(inside.inspector?.connection).toBe(40);
	expect(viewOf(run(['back'], inside)).name).toBe('batch');
	expect(viewOf(run(['back', 'back'], inside)).name).toBe('client');
});

test('a fetch to a host elsewhere leads to what the client saw of its connection', () => {
	const dialled = sampleExchange({ id: 70, server: 'b:1', dialled: true, peer: 'client', servesFetch: 2 });
	const elsewhere = run(['open-batch', 'next-lane', 'accept'], initialState, { ...snapshot, exchanges: [dialled] });
	expect(elsewhere.inspector?.connection).toBe(70);
});

test('a fetch of which nothing is known can not be opened, and says why', () => {
	const state = run(['open-batch', 'next-lane', 'next-lane', 'accept']);
	expect(state.batch?.lane).toBe(1);
	expect(state.inspector).toBeUndefined();
	expect(state.message?.text).toBe('tyger is no longer kept, or never began');
	const waits = snapshot.fetches.map(fetch => ({ ...fetch, status: 'waiting' as const }));
	const early = run(['open-batch', 'next-lane', 'accept'], initialState, { ...snapshot, fetches: waits });
	expect(early.message?.text).toBe('tyger has no connection yet');
});

test('while it runs its newest rows are seen, until somebody scrolls', () => {
	const opened = run(['open-batch']);
	expect(opened.batch?.top).toBeUndefined();
	const up = run(['up'], opened).batch?.top ?? 0;
	expect(run(['up'], run(['up'], opened)).batch?.top).toBe(up - 1);
	expect(run(['first'], opened).batch?.top).toBe(0);
});

test('says that no batch was fetched yet', () => {
	const none = update(initialState, 'open-batch', { snapshot: sampleSnapshot() } as World);
	expect(none.state.message?.text).toContain('no batch was fetched yet');
});

test('whoever listens hears who was first, and each line on the way down', () => {
	const model = (state: ScreenState) => modelOf({ state, snapshot, batch: detail });
	const opened = run(['open-batch']);
	expect(batchView.spoken.arrival(model(opened))).toEqual([
		'2 fetches, all at once, 60 lines.',
		'First ecstasy 5.0 milliseconds.',
		'Ecstasy, 1 of 2.',
	]);
	const first = { ...opened, batch: { id: 9, lane: 0, top: 0 } };
	const second = { ...opened, batch: { id: 9, lane: 0, top: 1 } };
	expect(batchView.spoken.moved(model(first), model(second), 'down')).toEqual(['1.0: 10 bytes from tyger.']);
});
