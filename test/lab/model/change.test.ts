import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEvent } from '../../../source/lab/model/apply/apply-event.ts';
import { changeBetween, withChange } from '../../../source/lab/model/change.ts';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { emptySnapshot } from '../../../source/lab/model/snapshot-of-state.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { bounds } from '../../../source/lab/snapshot.ts';
import { closed, listening, opened, traffic } from '../../fixtures/events.ts';
import { applyEvents, modelAfter, snapshotOf } from '../../fixtures/lab-state.ts';

test('a snapshot made of changes that crossed to another thread is the snapshot itself', () => {
	fc.assert(
		fc.property(traffic, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), (events, sizes) => {
			let there = emptySnapshot;
			let here = emptySnapshot;
			const model = new LabModel();
			let at = 0;
			for (const size of [...sizes, events.length]) {
				for (const event of events.slice(at, at + size)) {
					applyEvent(model, event);
				}
				at += size;
				const snapshot = model.snapshot();
				const change = changeBetween(here, snapshot);
				if (change) {
					there = withChange(there, structuredClone(change));
				}
				here = snapshot;
			}
			expect(there).toEqual(here);
		}),
	);
});

test('a snapshot of an earlier moment crosses too', () => {
	fc.assert(
		fc.property(traffic, fc.array(fc.nat(130), { maxLength: 6 }), (events, moments) => {
			let there = emptySnapshot;
			let here = emptySnapshot;
			for (const moment of moments) {
				const snapshot = snapshotOf(applyEvents(noState, events.slice(0, moment)));
				const change = changeBetween(here, snapshot);
				if (change) {
					there = withChange(there, structuredClone(change));
				}
				here = snapshot;
				expect(there).toEqual(here);
			}
		}),
	);
});

test('what crosses is bounded by the ring, however much has happened', () => {
	const events = Array.from({ length: 3 * bounds.exchanges }, (_, i) => [opened(i + 1), closed(i + 1)]).flat();
	const change = changeBetween(emptySnapshot, snapshotOf(applyEvents(noState, [...listening, ...events])));
	expect(change?.exchanges?.changed).toHaveLength(bounds.exchanges);
});

test('nothing crosses where nothing changed', () => {
	const model = modelAfter(listening);
	expect(changeBetween(model.snapshot(), model.snapshot())).toBeUndefined();
});

test('of a poem that grows only the new bytes cross', () => {
	const started = applyEvents(noState, [
		{ type: 'fetch-started', time: 1, fetch: 1, host: 'h', port: 1, transforms: [] },
		{ type: 'dial-started', time: 1, dial: 2, fetch: 1, host: 'h', port: 1, purpose: 'poem' },
		{ type: 'dial-received', time: 2, dial: 2, fetch: 1, data: Buffer.alloc(1000, 'a') },
	]);
	const grown = applyEvents(started, [{ type: 'dial-received', time: 3, dial: 2, fetch: 1, data: Buffer.from('b') }]);
	const change = changeBetween(snapshotOf(started), snapshotOf(grown));
	expect(change?.fetches?.changed).toMatchObject([{ knownPoemBytes: 1000 }]);
	expect(change?.fetches?.changed[0]?.state.poem).toHaveLength(1);
});

test('exchanges that did not change keep their identity, so that their rows need no drawing', () => {
	const first = snapshotOf(applyEvents(noState, [...listening, opened(1), opened(2)]));
	const state = applyEvents(applyEvents(noState, [...listening, opened(1), opened(2)]), []);
	const before = snapshotOf(state);
	const after = withChange(
		before,
		structuredClone(changeBetween(before, snapshotOf(applyEvents(state, [closed(2)])))) ?? { parts: {} },
	);
	expect(after.exchanges[0]).toBe(before.exchanges[0]);
	expect(after.exchanges[1]).not.toBe(before.exchanges[1]);
	expect(first.exchanges).toEqual(before.exchanges);
});
