import type { Snapshot } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { fetchOutcome } from '../../outcome.ts';
import type { PastFetch, ScreenState } from '../../state.ts';

const maxPastFetches = 20;

/** The state after the lab has changed: a fetch that has ended is remembered. */
export function observeFetch(state: ScreenState, { fetch, notices, replay }: Snapshot): ScreenState {
	// A replay comes and goes: what was before is only what it shows.
	if (replay !== undefined) {
		return state;
	}
	if (fetch === undefined || state.pastFetches.at(-1)?.id === fetch.id) {
		return notices.length === state.noticesBefore ? state : { ...state, noticesBefore: notices.length };
	}
	if (fetch.status === 'running') {
		return state;
	}
	const past: PastFetch = {
		id: fetch.id,
		host: visibleLine(fetch.server ?? fetch.address),
		outcome: fetchOutcome(fetch),
		transforms: fetch.steps.map(({ transform }) => visibleLine(transform)),
	};
	// Whoever has fetched a poem has seen what there was to know before, and not what came of it.
	return {
		...state,
		noticesSeen: Math.max(state.noticesSeen, state.noticesBefore),
		pastFetches: [...state.pastFetches, past].slice(-maxPastFetches),
	};
}
