import { expect, test } from 'vitest';
import { emptySnapshot } from '../../source/lab/model/snapshot-of-state.ts';
import { createSnapshotStore } from '../../source/lab/snapshot-store.ts';

const busy = { ...emptySnapshot, lagMs: 300 };

test('a snapshot that is shown is told to everyone who still listens, and is there by then', () => {
	const store = createSnapshotStore();
	const seen: number[] = [];
	const leave = store.subscribe(() => seen.push(store.snapshot().lagMs));
	store.subscribe(() => seen.push(store.snapshot().lagMs));
	store.show(busy);
	leave();
	store.show(emptySnapshot);
	expect(seen).toEqual([300, 300, 0]);
});

test('a snapshot that is only set is the newest, and told once that is asked for', () => {
	const store = createSnapshotStore();
	let told = 0;
	store.subscribe(() => {
		told += 1;
	});
	store.set(busy);
	expect([store.snapshot(), told]).toEqual([busy, 0]);
	store.tell();
	expect(told).toBe(1);
});
