import { expect, test } from 'vitest';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { createKeyframes } from '../../../source/lab/replay/keyframes.ts';
import { opened } from '../../fixtures/events.ts';
import { modelAfter } from '../../fixtures/lab-state.ts';

/** A lab that tells which it is. */
const lab = (chunk: number) => new LabModel({ ...noState, droppedExchanges: chunk });

test('there are never more than the bound, and each leads to the last one at or before a chunk', () => {
	const keyframes = createKeyframes({ states: 8, things: 1_000 });
	for (let chunk = 0; chunk < 1_000; chunk += 1) {
		keyframes.add(chunk, lab(chunk));
		expect(keyframes.size).toBeLessThanOrEqual(8);
		const before = keyframes.before(chunk);
		expect(before.chunk).toBeLessThanOrEqual(chunk);
		expect(before.model.state.droppedExchanges).toBe(before.chunk);
	}
	expect(keyframes.size).toBeGreaterThanOrEqual(4);
	for (let chunk = 0; chunk < 1_000; chunk += 1) {
		expect(chunk - keyframes.before(chunk).chunk).toBeLessThan(256);
	}
});

test('until there are too many, every chunk has its own', () => {
	const keyframes = createKeyframes({ states: 8, things: 1_000 });
	for (let chunk = 0; chunk < 8; chunk += 1) {
		keyframes.add(chunk, lab(chunk));
	}
	expect(Array.from({ length: 8 }, (_, chunk) => keyframes.before(chunk).chunk)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('states with much in them are kept more thinly, but one always is', () => {
	const heavy = modelAfter(Array.from({ length: 100 }, (_, i) => opened(i + 1)));
	const keyframes = createKeyframes({ states: 100, things: 1_000 });
	const all = createKeyframes({ states: 100, things: 10 });
	for (let chunk = 0; chunk < 50; chunk += 1) {
		keyframes.add(chunk, heavy);
		all.add(chunk, heavy);
	}
	expect(keyframes.size).toBeLessThanOrEqual(5);
	expect(all.size).toBe(1);
	expect(all.before(49).chunk).toBe(0);
});
