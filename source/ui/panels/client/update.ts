import { bounds, type Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dispatch } from '../../effects.ts';
import { formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import {
	type ClientField,
	type FetchRequest,
	type ScreenState,
	say,
	sayWhile,
	stay,
	type Update,
	type World,
} from '../../state.ts';
import { atOnceWords } from './batch-words.ts';
import { isUnderWay, listedFetches } from './client-fetches.ts';
import { chosenAddresses, hostLabel, stepHost } from './client-hosts.ts';

/** The choices for the number of fetches at once; 0 is all of them. */
const atOnceChoices: readonly number[] = [1, 2, 4, 0];

/** The state after a command in the Client panel, and its effects; undefined where the command does nothing there. */
export function updateClient(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'previous-host':
			return stay(withClient(state, { address: stepHost(state, world.snapshot, -1), marked: [] }));
		case 'next-host':
			return stay(withClient(state, { address: stepHost(state, world.snapshot, 1), marked: [] }));
		case 'previous-transform':
			return stay(withClient(state, { transforms: stepTransform(state, world.snapshot, -1) }));
		case 'next-transform':
			return stay(withClient(state, { transforms: stepTransform(state, world.snapshot, 1) }));
		case 'more-at-once':
			return stay(withAtOnce(state, 1));
		case 'fewer-at-once':
			return stay(withAtOnce(state, -1));
		case 'batch-promise':
			return stay(withClient(state, { promise: state.client.promise === 'all' ? 'all-settled' : 'all' }));
		case 'fetch':
			return fetchChosen(state, world);
		case 'back':
			return cancelFetch(state, world) ?? (state.client.field === 'fetches' ? stay(leftList(state)) : undefined);
		default:
			return state.client.field === 'fetches' ? moveInList(state, command, world) : moveField(state, command, world);
	}
}

/**
 * Cancels the fetch that is shown; where that was cancelled already, or has ended, all that are under way, the second time
 * that it is asked for. Undefined where none is under way.
 */
export function cancelFetch(state: ScreenState, { snapshot }: World): Update | undefined {
	const { fetch, fetches, replay } = snapshot;
	const underWay = fetches.filter(isUnderWay);
	const isAsked = fetch !== undefined && fetch.id === state.client.cancelled;
	if (underWay.length === 0 || replay !== undefined) {
		return undefined;
	}
	const [only] = underWay;
	const isAlone = underWay.length === 1 && (state.client.selected ?? only?.id) === only?.id;
	if (isAlone || fetch === undefined || isAsked) {
		const words = underWay.length === 1 ? undefined : `cancelled all ${underWay.length} fetches`;
		const next = withClient(state, { cancelled: undefined });
		return { state: words === undefined ? next : say(next, words), effects: [dispatch({ type: 'cancel-fetch' })] };
	}
	const next = withClient(state, { selected: fetch.id, cancelled: fetch.id });
	const name = visibleLine(fetch.server ?? hostLabel(fetch.address, snapshot));
	return isUnderWay(fetch)
		? {
				state: sayWhile(next, 'fetching', `cancelled ${name}; esc again cancels the ${underWay.length - 1} others`),
				effects: [dispatch({ type: 'cancel-fetch', fetch: fetch.id })],
			}
		: stay(sayWhile(next, 'fetching', `${name} has ended; esc again cancels the ${underWay.length} that have not`));
}

/** Fetches once more from the hosts, and with the transforms, of the last time; as many at once as is chosen now. */
export function repeatFetch(state: ScreenState, world: World): Update {
	const { lastFetch } = state.client;
	if (state.lesson !== undefined) {
		return stay(say(state, 'r: not in a lesson', 'warning'));
	}
	return lastFetch === undefined
		? stay(say(state, 'nothing was fetched yet: 4, then enter', 'warning'))
		: startFetch(state, lastFetch, world);
}

/** The state after the lab has changed: a fetch that has ended is noted. */
export function observeFetch(state: ScreenState, { fetch, notices, replay }: Snapshot): ScreenState {
	// A replay comes and goes: what was before is only what it shows.
	if (replay !== undefined) {
		return state;
	}
	if (fetch === undefined || state.endedFetch === fetch.id) {
		return notices.length === state.noticesBefore ? state : { ...state, noticesBefore: notices.length };
	}
	// Whoever has fetched a poem has seen what there was to know before, and not what came of it.
	return isUnderWay(fetch)
		? state
		: { ...state, noticesSeen: Math.max(state.noticesSeen, state.noticesBefore), endedFetch: fetch.id };
}

function fetchChosen(state: ScreenState, world: World): Update {
	const addresses = chosenAddresses(state, world.snapshot);
	return addresses.length === 0
		? stay(say(state, 'there is no host to fetch from: / adds one', 'warning'))
		: startFetch(state, { addresses, transforms: state.client.transforms }, world);
}

function startFetch(state: ScreenState, request: FetchRequest, { snapshot }: World): Update {
	const { addresses, transforms } = request;
	const [address = '', ...others] = addresses;
	const underWay = snapshot.fetches.filter(isUnderWay).length;
	if (underWay + addresses.length > bounds.fetchesUnderWay) {
		const words = `${formatPlural(underWay, 'fetch', 'fetches')} under way, at most ${bounds.fetchesUnderWay}`;
		return stay(sayWhile(state, 'fetching', `not begun: ${words}; esc cancels`, 'warning'));
	}
	const { atOnce, promise } = state.client;
	const action =
		others.length === 0
			? ({ type: 'fetch', address, transforms } as const)
			: ({ type: 'fetch-batch', addresses, transforms, atOnce, promise } as const);
	const field = state.client.field === 'fetches' ? 'fetch' : state.client.field;
	const next = withClient(state, { lastFetch: request, field, selected: undefined, cancelled: undefined });
	return { state: next, effects: [dispatch(action)] };
}

/** The next transform alone, or the one before, and none between the last and the first. */
function stepTransform({ client }: ScreenState, { transforms }: Snapshot, by: number): readonly string[] {
	const choices = [undefined, ...transforms.map(({ name }) => name)];
	const at = Math.max(0, choices.indexOf(client.transforms[0]));
	const next = choices[(at + by + choices.length) % choices.length];
	return next === undefined ? [] : [next];
}

function withAtOnce(state: ScreenState, by: number): ScreenState {
	const at = atOnceChoices.indexOf(state.client.atOnce);
	const atOnce = atOnceChoices[(at + by + atOnceChoices.length) % atOnceChoices.length] ?? 0;
	return say(withClient(state, { atOnce }), `${atOnceWords(atOnce)} at once: enter fetches`);
}

/** All fields are on one page; below the last one the list of fetches begins. */
function moveField(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const { field, marked } = state.client;
	const fields: readonly ClientField[] = [
		'host',
		'transforms',
		...(marked.length > 1 ? ['at-once' as const] : []),
		'fetch',
	];
	const [first] = listedFetches(snapshot);
	if (command === 'down' && field === 'fetch' && first !== undefined) {
		return stay(withClient(state, { field: 'fetches', selected: first.id }));
	}
	const index = movedIndex(fields.indexOf(field), fields.length, command, fields.length);
	const next = index === undefined ? undefined : fields[index];
	return next === undefined ? undefined : stay(withClient(state, { field: next }));
}

function moveInList(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const items = listedFetches(snapshot);
	const at = items.findIndex(({ id }) => id === state.client.selected);
	if (command === 'up' && at <= 0) {
		return stay(leftList(state));
	}
	const index = movedIndex(at, items.length, command, 5);
	const selected = index === undefined ? undefined : items[index]?.id;
	return selected === undefined ? undefined : stay(withClient(state, { selected }));
}

/** Back on the button: the poem that is shown is the newest again. */
function leftList(state: ScreenState): ScreenState {
	return withClient(state, { field: 'fetch', selected: undefined });
}

function withClient(state: ScreenState, change: Partial<ScreenState['client']>): ScreenState {
	return { ...state, client: { ...state.client, ...change } };
}
