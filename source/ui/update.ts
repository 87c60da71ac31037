import { dispatch } from './effects.ts';
import { formatBytes, formatPlural } from './format.ts';
import { type Command, type Context, type PanelName, panelNames } from './keymap.ts';
import { focusBesideLesson } from './lessons/update.ts';
import { modeOf } from './mode.ts';
import { updateReplay } from './replay/update.ts';
import {
	dismissNotice,
	type ScreenState,
	say,
	sayWhile,
	stay,
	type Update,
	unseenNotices,
	type World,
} from './state.ts';
import type { View } from './view.ts';
import { contextsOf, viewOf, views } from './views.ts';

/** The state after a command, wherever the person is, and its effects. Pure: nothing is done here. */
export function update(before: ScreenState, command: Command, world: World): Update {
	const state = withoutMessage(before);
	return (
		updateReplay(state, command, world) ??
		anywhere.find(steps => command in steps)?.[command]?.(state, world) ??
		viewOf(state).update(state, command, world) ??
		(command === 'back' || command === 'close' ? leave(state, world) : stay(state))
	);
}

type Anywhere = NonNullable<View['anywhere']>;

/** The commands that do the same in every view, and belong to none. */
const ofScreen: Anywhere = {
	quit: state => ({ state, effects: [{ kind: 'leave', how: 'quit' }] }),
	interrupt: state => ({ state, effects: [{ kind: 'leave', how: 'interrupt' }] }),
	redraw: state => ({ state, effects: [{ kind: 'redraw' }] }),
	suspend: state => ({ state, effects: [{ kind: 'suspend' }] }),
	help: (state, world) => stay({ ...state, overlay: { kind: 'help', top: 0, here: contextsBeneath(state, world) } }),
	zoom: state => stay({ ...state, zoomed: !state.zoomed }),
	'purge-cache': purge,
	'focus-next': (state, world) => stay(focusBy(state, 1, world)),
	'focus-previous': (state, world) => stay(focusBy(state, -1, world)),
	...Object.fromEntries(panelNames.map(name => [`focus-${name}`, (state: ScreenState) => stay(focusOn(state, name))])),
	'block-loop': state => ({
		state: sayWhile(state, 'blocked-loop', 'the lab’s loop is blocked for 2 s', 'warning'),
		effects: [dispatch({ type: 'block-loop', ms: blockMs })],
	}),
};

/** No command is in more than one of them. */
const anywhere: readonly Anywhere[] = [ofScreen, ...views.map(view => view.anywhere ?? {})];

/** The state after text was typed or pasted, and its effects; the same state where no text is asked for. */
export function updateByText(before: ScreenState, text: string, world: World): Update {
	const state = withoutMessage(before);
	return (text === '' ? undefined : viewOf(state).type?.(state, text, world)) ?? stay(state);
}

/** The panel focused, in the whole body if another one was; what lay over the panels is left. */
function focusOn(state: ScreenState, focused: PanelName): ScreenState {
	const lesson = state.lesson === undefined ? undefined : { ...state.lesson, focused: false, leaving: false };
	return { ...state, focused, overlay: undefined, ...(lesson !== undefined && { lesson }) };
}

/** The time for which the key for it blocks the lab's loop, in milliseconds. */
const blockMs = 2_000;

function focusBy(state: ScreenState, by: number, world: World): ScreenState {
	if (state.overlay !== undefined) {
		return { ...state, overlay: undefined };
	}
	if (state.lesson !== undefined) {
		return focusBesideLesson(state, by, world);
	}
	const index = panelNames.indexOf(state.focused) + by + panelNames.length;
	return focusOn(state, panelNames[index % panelNames.length] ?? 'client');
}

/** The contexts that would be current without what lies over the panels. */
function contextsBeneath(state: ScreenState, { snapshot }: World): readonly Context[] {
	return contextsOf({ ...state, overlay: undefined }, modeOf(snapshot));
}

/** A message is shown until the next key. */
function withoutMessage(state: ScreenState): ScreenState {
	return state.message === undefined ? state : { ...state, message: undefined, messageWhile: undefined };
}

/** One step back; where nothing is left to close, from a lab that is watched to the board. */
function leave(state: ScreenState, world: World): Update {
	const isOut = state.overlay === undefined && !state.zoomed && unseenNotices(state, world.snapshot).length === 0;
	return isOut && world.snapshot.replay?.live?.hasBoard === true
		? { state, effects: [dispatch({ type: 'leave-watch' })] }
		: stay(backOut(state, world));
}

/** The state one step back: the overlay closed, else the zoomed panel in its place again, else the notice dismissed. */
function backOut(state: ScreenState, { snapshot }: World): ScreenState {
	if (state.overlay !== undefined) {
		return { ...state, overlay: undefined };
	}
	return state.zoomed ? { ...state, zoomed: false } : dismissNotice(state, snapshot);
}

function purge(state: ScreenState, { snapshot: { totals } }: World): Update {
	const text =
		totals.cacheEntries === 0
			? 'the cache was empty already'
			: `cache purged: ${formatPlural(totals.cacheEntries, 'poem')}, ${formatBytes(totals.cacheBytes)}`;
	return { state: say(state, text), effects: [dispatch({ type: 'purge-cache' })] };
}
