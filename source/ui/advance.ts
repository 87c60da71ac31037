import { advanceClient, repeatFetch } from './client/client-commands.ts';
import {
	advanceHostPicker,
	advanceTransformPicker,
	openHostPicker,
	openTransformPicker,
	typeHost,
} from './client/picker-commands.ts';
import { advanceConnections } from './connections/connections-commands.ts';
import { advanceCrowd, advanceCrowdPrompt, openCrowd, typeCrowd } from './crowd/crowd-commands.ts';
import {
	advanceFaultMenu,
	clearFaults,
	openFaultMenu,
	toggleCollapsing,
	typeSettings,
} from './faults/fault-menu-commands.ts';
import { formatBytes, formatPlural } from './format.ts';
import { advanceHelp } from './help/help-commands.ts';
import { typeBytesQuery } from './inspector/bytes-commands.ts';
import { advanceInspector, openInspector } from './inspector/inspector-commands.ts';
import type { Command } from './keymap.ts';
import { type PanelName, panelNames } from './layout.ts';
import { advanceLesson, advanceLessonList, focusBesideLesson, openLessons } from './lesson/lesson-commands.ts';
import { advancePoem } from './poem/poem-commands.ts';
import { typePoemQuery } from './poem/poem-search.ts';
import { advanceSavePrompt, openSavePrompt, typePath } from './poem/save-commands.ts';
import { advanceRecordPrompt, toggleRecording, typeRecordPath } from './recording/recording-commands.ts';
import { advanceReplay } from './replay/replay-commands.ts';
import { dismissNotice, type ScreenState, type Step, say, stay, type World } from './screen-state.ts';
import { advanceServers } from './servers/servers-commands.ts';
import { advanceFilter, advanceTraffic, pauseTraffic, typeFilter } from './traffic/traffic-commands.ts';

/** What a command leads to, wherever the person is. Pure: what is to be done about the lab comes back as actions. */
export function advance(before: ScreenState, command: Command, world: World): Step {
	const state: ScreenState = before.message === undefined ? before : { ...before, message: undefined };
	return advanceReplay(state, command, world) ?? advanceAnywhere(state, command, world);
}

function advanceAnywhere(state: ScreenState, command: Command, world: World): Step {
	switch (command) {
		case 'quit':
			return { ...stay(state), leave: 'quit' };
		case 'interrupt':
			return { ...stay(state), leave: 'interrupt' };
		case 'redraw':
			return { ...stay(state), errand: { kind: 'redraw' } };
		case 'suspend':
			return { ...stay(state), errand: { kind: 'suspend' } };
		case 'help':
			return stay({ ...state, overlay: { kind: 'help', top: 0 } });
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
		case 'focus-servers':
			return stay(focusOn(state, 'servers'));
		case 'focus-traffic':
			return stay(focusOn(state, 'traffic'));
		case 'focus-connections':
			return stay(focusOn(state, 'connections'));
		case 'focus-client':
			return stay(focusOn(state, 'client'));
		case 'focus-poem':
			return stay(focusOn(state, 'poem'));
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
				actions: [{ type: 'block-loop', ms: blockMs }],
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
		default:
			return advanceHere(state, command, world);
	}
}

/** What typed or pasted text leads to; nothing where no text is asked for. */
export function typeText(before: ScreenState, text: string, world: World): Step {
	const state: ScreenState = before.message === undefined ? before : { ...before, message: undefined };
	if (text === '') {
		return stay(state);
	}
	if (state.overlay?.kind === 'host-picker') {
		return stay(typeHost(state, text));
	}
	if (state.overlay?.kind === 'save-poem') {
		return stay(typePath(state, text));
	}
	if (state.overlay?.kind === 'record') {
		return stay(typeRecordPath(state, text));
	}
	if (state.overlay?.kind === 'fault-menu') {
		return stay(typeSettings(state, text, world));
	}
	if (state.overlay?.kind === 'crowd-prompt') {
		return stay(typeCrowd(state, text));
	}
	if (state.overlay !== undefined) {
		return stay(state);
	}
	if (state.inspector === undefined && state.lesson?.focused) {
		return stay(state);
	}
	if (state.inspector !== undefined) {
		return stay(state.inspector.search.typing ? typeBytesQuery(state, text, world) : state);
	}
	if (state.focused === 'poem' && state.poem.search.typing) {
		return stay(typePoemQuery(state, text, world));
	}
	if (state.focused === 'traffic' && state.traffic.typing) {
		return stay(typeFilter(state, text));
	}
	if (state.focused === 'client' && state.client.field === 'host' && world.snapshot.replay === undefined) {
		return stay(typeHost(openHostPicker(state, world), text));
	}
	return stay(state);
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

function advanceHere(state: ScreenState, command: Command, world: World): Step {
	switch (state.overlay?.kind) {
		case 'help':
			return advanceHelp(state, command, world);
		case 'host-picker':
			return advanceHostPicker(state, command, world);
		case 'transform-picker':
			return advanceTransformPicker(state, command, world);
		case 'save-poem':
			return advanceSavePrompt(state, command);
		case 'record':
			return advanceRecordPrompt(state, command);
		case 'fault-menu':
			return advanceFaultMenu(state, command, world);
		case 'crowd-prompt':
			return advanceCrowdPrompt(state, command, world);
		case 'crowd':
			return advanceCrowd(state, command, world);
		case 'lessons':
			return advanceLessonList(state, command, world);
		case 'latency':
			return stay(command === 'close' ? { ...state, overlay: undefined } : state);
		case undefined:
			break;
	}
	if (state.inspector !== undefined) {
		return advanceInspector(state, command, world);
	}
	if (state.lesson?.focused) {
		return advanceLesson(state, command, world) ?? stay(state);
	}
	if (state.focused === 'traffic' && state.traffic.typing) {
		return stay(advanceFilter(state, command));
	}
	const step = advancePanel(state, command, world);
	return command === 'back' && step === undefined ? stay(backOut(state, world)) : (step ?? stay(state));
}

function advancePanel(state: ScreenState, command: Command, world: World): Step | undefined {
	switch (state.focused) {
		case 'servers':
			return advanceServers(state, command, world);
		case 'traffic':
			return advanceTraffic(state, command, world);
		case 'connections':
			return advanceConnections(state, command, world);
		case 'client':
			return advanceClient(state, command, world);
		case 'poem':
			return advancePoem(state, command, world);
	}
}

/** The way out that is nearest: from the whole screen, then the notice. */
function backOut(state: ScreenState, { snapshot }: World): ScreenState {
	return state.zoomed ? { ...state, zoomed: false } : dismissNotice(state, snapshot);
}

function purge(state: ScreenState, { snapshot: { totals } }: World): Step {
	const text =
		totals.cacheEntries === 0
			? 'the cache was empty already'
			: `cache purged: ${formatPlural(totals.cacheEntries, 'poem')}, ${formatBytes(totals.cacheBytes)}`;
	return { state: say(state, text), actions: [{ type: 'purge-cache' }] };
}
