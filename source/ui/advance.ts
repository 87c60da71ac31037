import { advanceClient, repeatFetch } from './client/client-commands.ts';
import {
	advanceHostPicker,
	advanceTransformPicker,
	openHostPicker,
	openTransformPicker,
	typeHost,
} from './client/picker-commands.ts';
import { advanceConnections } from './connections/connections-commands.ts';
import { formatBytes, formatPlural } from './format.ts';
import { advanceHelp } from './help/help-commands.ts';
import type { Command } from './keymap.ts';
import { type PanelName, panelNames } from './layout.ts';
import { advancePoem } from './poem/poem-commands.ts';
import { type ScreenState, type Step, say, stay, type World } from './screen-state.ts';
import { advanceServers } from './servers/servers-commands.ts';
import { advanceFilter, advanceTraffic, pauseTraffic, typeFilter } from './traffic/traffic-commands.ts';

/** What a command leads to, wherever the person is. Pure: what is to be done about the lab comes back as actions. */
export function advance(before: ScreenState, command: Command, world: World): Step {
	const state: ScreenState = before.message === undefined ? before : { ...before, message: undefined };
	switch (command) {
		case 'quit':
			return { ...stay(state), leave: 'quit' };
		case 'interrupt':
			return { ...stay(state), leave: 'interrupt' };
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
			return stay(focusBy(state, 1));
		case 'focus-previous':
			return stay(focusBy(state, -1));
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
		case 'pick-host':
			return stay(openHostPicker(state, world));
		case 'pick-transforms':
			return stay(openTransformPicker(state));
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
	if (state.overlay === undefined && state.focused === 'traffic' && state.traffic.typing) {
		return stay(typeFilter(state, text));
	}
	if (state.overlay === undefined && state.focused === 'client' && state.client.field === 'host') {
		return stay(typeHost(openHostPicker(state, world), text));
	}
	return stay(state);
}

/** The panel focused, in the whole body if another one was. */
export function focusOn(state: ScreenState, focused: PanelName): ScreenState {
	return { ...state, focused };
}

function focusBy(state: ScreenState, by: number): ScreenState {
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
		case undefined:
			break;
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

/** The way out that is nearest: from the whole screen, then the notices. */
function backOut(state: ScreenState, { snapshot }: World): ScreenState {
	return state.zoomed ? { ...state, zoomed: false } : { ...state, noticesSeen: snapshot.notices.length };
}

function purge(state: ScreenState, { snapshot: { totals } }: World): Step {
	const text =
		totals.cacheEntries === 0
			? 'the cache was empty already'
			: `cache purged: ${formatPlural(totals.cacheEntries, 'poem')}, ${formatBytes(totals.cacheBytes)}`;
	return { state: say(state, text), actions: [{ type: 'purge-cache' }] };
}
