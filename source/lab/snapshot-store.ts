import type { Lab } from './lab.ts';
import { emptySnapshot } from './model/snapshot-of-state.ts';
import type { Snapshot } from './snapshot.ts';

/** The newest snapshot of a lab, and those who are told that there is another one. */
export interface SnapshotStore extends Pick<Lab, 'subscribe' | 'snapshot'> {
	/** Takes another snapshot, and tells nobody. */
	set(next: Snapshot): void;
	/** Tells everyone who listens. */
	tell(): void;
	/** Takes another snapshot, and tells everyone who listens. */
	show(next: Snapshot): void;
}

/** A store that begins with this snapshot. */
export function createSnapshotStore(first: Snapshot = emptySnapshot): SnapshotStore {
	const listeners = new Set<() => void>();
	let newest = first;
	const store: SnapshotStore = {
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		snapshot: () => newest,
		set(next) {
			newest = next;
		},
		tell() {
			for (const listener of listeners) {
				listener();
			}
		},
		show(next) {
			store.set(next);
			store.tell();
		},
	};
	return store;
}
