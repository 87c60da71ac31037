import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { fetchOutcome } from '../../outcome.ts';
import {
	type ClientField,
	type FetchRequest,
	type PastFetch,
	type ScreenState,
	say,
	stay,
	type Update,
	type World,
} from '../../state.ts';
import { chosenAddress, stepHost } from './client-hosts.ts';

const fields: readonly ClientField[] = ['host', 'transforms', 'fetch'];
const maxPastFetches = 20;

/** What a command does in the Client panel; undefined where it does nothing there. */
export function updateClient(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'previous-host':
			return stay(withClient(state, { address: stepHost(state, world.snapshot, -1) }));
		case 'next-host':
			return stay(withClient(state, { address: stepHost(state, world.snapshot, 1) }));
		case 'fetch':
			return fetchChosen(state, world);
		case 'back':
			return world.snapshot.fetch?.status === 'running'
				? { state, effects: [dispatch({ type: 'cancel-fetch' })] }
				: undefined;
		default:
			return moveField(state, command);
	}
}

/** Fetches once more what was fetched last. */
export function repeatFetch(state: ScreenState): Update {
	const { lastFetch } = state.client;
	return lastFetch === undefined
		? stay(say(state, 'nothing was fetched yet: 4, then enter', 'warning'))
		: startFetch(state, lastFetch);
}

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

function fetchChosen(state: ScreenState, { snapshot }: World): Update {
	const address = chosenAddress(state, snapshot);
	return address === undefined
		? stay(say(state, 'there is no host to fetch from: / adds one', 'warning'))
		: startFetch(state, { address, transforms: state.client.transforms });
}

function startFetch(state: ScreenState, request: FetchRequest): Update {
	return { state: withClient(state, { lastFetch: request }), effects: [dispatch({ type: 'fetch', ...request })] };
}

/** All fields are on one page. */
function moveField(state: ScreenState, command: Command): Update | undefined {
	const index = movedIndex(fields.indexOf(state.client.field), fields.length, command, fields.length);
	const field = index === undefined ? undefined : fields[index];
	return field === undefined ? undefined : stay(withClient(state, { field }));
}

function withClient(state: ScreenState, change: Partial<ScreenState['client']>): ScreenState {
	return { ...state, client: { ...state.client, ...change } };
}
