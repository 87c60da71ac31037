import { dispatch } from './effects.ts';
import { formatBytes, formatPlural } from './format.ts';
import { openInspector } from './inspector/inspector-commands.ts';
import type { Command, Context } from './keymap.ts';
import { type PanelName, panelNames } from './keymap.ts';
import { focusBesideLesson, openLessons } from './lessons/lesson-commands.ts';
import { openCrowd } from './overlays/crowd/update.ts';
import { clearFaults, openFaultMenu, toggleCollapsing } from './overlays/faults/fault-menu-commands.ts';
import { openHostPicker } from './overlays/hosts/update.ts';
import { toggleRecording } from './overlays/record/update.ts';
import { openSavePrompt } from './overlays/save/update.ts';
import { openTransformPicker } from './overlays/transforms/update.ts';
import { repeatFetch } from './panels/client/client-commands.ts';
import { pauseTraffic } from './panels/traffic/traffic-commands.ts';
import { updateReplay } from './replay/replay-commands.ts';
import { dismissNotice, type ScreenState, say, stay, type Update, type World } from './state.ts';
import { contextsOf, viewOf } from './views.ts';

/** The state after a command, wherever the person is, and its effects. Pure: nothing is done here. */
export function update(before: ScreenState, command: Command, world: World): Update {
	const state = withoutMessage(before);
	return (
		updateReplay(state, command, world) ??
		updateAnywhere(state, command, world) ??
		viewOf(state).update(state, command, world) ??
		stay(command === 'back' || command === 'close' ? backOut(state, world) : state)
	);
}

/** What a command does in every view alike; undefined where that is the view's to say. */
function updateAnywhere(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'quit':
			return { state, effects: [{ kind: 'leave', how: 'quit' }] };
		case 'interrupt':
			return { state, effects: [{ kind: 'leave', how: 'interrupt' }] };
		case 'redraw':
			return { state, effects: [{ kind: 'redraw' }] };
		case 'suspend':
			return { state, effects: [{ kind: 'suspend' }] };
		case 'help':
			return stay({ ...state, overlay: { kind: 'help', top: 0, here: contextsBeneath(state, world) } });
		case 'zoom':
			return stay({ ...state, zoomed: !state.zoomed });
		case 'pause':
			return stay(pauseTraffic(state, world));
		case 'repeat-fetch':
			return repeatFetch(state);
		case 'purge-cache':
			return purge(state, world);
		case 'focus-next':
			return stay(focusBy(state, 1, world));
		case 'focus-previous':
			return stay(focusBy(state, -1, world));
		case 'inspect':
			return openInspector(state, world);
		case 'pick-host':
			return stay(openHostPicker(state, world));
		case 'pick-transforms':
			return stay(openTransformPicker(state));
		case 'save-poem':
			return stay(openSavePrompt(state, world));
		case 'lessons':
			return stay(openLessons(state, world));
		case 'block-loop':
			return {
				...stay(say(state, 'the lab’s loop is blocked for 2 s', 'warning')),
				effects: [dispatch({ type: 'block-loop', ms: blockMs })],
			};
		case 'faults':
			return stay(openFaultMenu(state, world));
		case 'clear-faults':
			return clearFaults(state, world);
		case 'toggle-collapsing':
			return toggleCollapsing(state, world);
		case 'crowd':
			return stay(openCrowd(state, world));
		case 'latency':
			return stay({ ...state, overlay: { kind: 'latency' } });
		case 'record':
			return toggleRecording(state, world);
		default: {
			const panel = panelNames.find(name => command === `focus-${name}`);
			return panel === undefined ? undefined : stay(focusOn(state, panel));
		}
	}
}

/** The state after text was typed or pasted, and its effects; the same state where no text is asked for. */
export function updateByText(before: ScreenState, text: string, world: World): Update {
	const state = withoutMessage(before);
	return (text === '' ? undefined : viewOf(state).type?.(state, text, world)) ?? stay(state);
}

/** The panel focused, in the whole body if another one was. */
export function focusOn(state: ScreenState, focused: PanelName): ScreenState {
	const lesson = state.lesson === undefined ? undefined : { ...state.lesson, focused: false, leaving: false };
	return { ...state, focused, ...(lesson !== undefined && { lesson }) };
}

/** How long the key for it blocks the lab's loop. */
const blockMs = 2_000;

function focusBy(state: ScreenState, by: number, world: World): ScreenState {
	if (state.lesson !== undefined) {
		return focusBesideLesson(state, by, world);
	}
	const index = panelNames.indexOf(state.focused) + by + panelNames.length;
	return focusOn(state, panelNames[index % panelNames.length] ?? 'client');
}

/** The contexts that would be current without what lies over the panels. */
function contextsBeneath(state: ScreenState, { snapshot }: World): readonly Context[] {
	return contextsOf({ ...state, overlay: undefined }, snapshot.replay !== undefined);
}

/** A message is shown until the next key. */
function withoutMessage(state: ScreenState): ScreenState {
	return state.message === undefined ? state : { ...state, message: undefined };
}

/** The way out that is nearest: from what lies over the panels, then from the whole screen, then the notice. */
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
