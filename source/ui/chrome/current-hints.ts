import type { Snapshot } from '../../lab/snapshot.ts';
import { hintsFor } from '../keymap/key-lookup.ts';
import type { Condition } from '../keymap/section.ts';
import type { Binding } from '../keymap.ts';
import { faultCount } from '../overlays/faults/fault-label.ts';
import type { ScreenState } from '../state.ts';
import { contextsOf } from '../views.ts';

/** What is worth a hint where the person is now, the narrowest context's first. */
export function currentHints(state: ScreenState, snapshot: Snapshot): readonly Binding[] {
	const contexts = contextsOf(state, snapshot.replay !== undefined);
	return hintsFor(contexts, condition => conditionHolds(condition, state, snapshot));
}

function conditionHolds(condition: Condition, state: ScreenState, snapshot: Snapshot): boolean {
	switch (condition) {
		case 'fetching':
			return snapshot.fetch?.status === 'running' && snapshot.replay === undefined;
		case 'fetched':
			return snapshot.fetch !== undefined;
		case 'filtered':
			return state.traffic.filter !== '';
		case 'searched':
			return (state.inspector ?? state.poem).search.query !== '';
		case 'zoomed':
			return state.zoomed;
		case 'bytes':
			return state.inspector?.view === 'bytes';
		case 'crowd-ended':
			return snapshot.replay === undefined && snapshot.crowd !== undefined && snapshot.crowd.status !== 'running';
		case 'broken':
			return snapshot.replay === undefined && faultCount(snapshot.servers) > 0;
	}
}
