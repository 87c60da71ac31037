import { dispatch } from '../../effects.ts';
import { formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { selectedServer } from '../../panels/servers/server-lines.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import { type FaultChoice, type ShownFaultMenu, shownFaultMenu } from './fault-choices.ts';
import { faultCount, faultLabel } from './fault-label.ts';

/** The menu of the faults of the selected server. */
export function openFaultMenu(state: ScreenState, { snapshot }: World): ScreenState {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	return server === undefined
		? say(state, 'there is no server to break', 'warning')
		: { ...state, overlay: { kind: 'fault-menu', server: server.id, index: 0, typed: {} } };
}

/** Takes every fault off every server, and says how many there were. */
export function clearFaults(state: ScreenState, { snapshot }: World): Update {
	const count = faultCount(snapshot.servers);
	return count === 0
		? stay(say(state, 'no fault is on'))
		: {
				state: say(state, `${formatPlural(count, 'fault')} taken off`, 'good'),
				effects: [dispatch({ type: 'clear-faults' })],
			};
}

/** Switches the collapsing of the selected proxy off, or on again. */
export function toggleCollapsing(state: ScreenState, { snapshot }: World): Update {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	if (server?.collapsing === undefined) {
		return stay(say(state, 'only a proxy collapses fetches: choose one', 'warning'));
	}
	const on = !server.collapsing;
	const text = on ? `${server.id}: misses share one fetch again` : `${server.id}: every miss now fetches for itself`;
	return { state: say(state, text), effects: [dispatch({ type: 'set-collapsing', server: server.id, on })] };
}

/** What a command does in the fault menu; undefined where it does nothing. */
export function updateFaultMenu(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const shown = shownFaultMenu(state, snapshot);
	if (shown === undefined) {
		return stay({ ...state, overlay: undefined });
	}
	const { menu, choices, choice } = shown;
	if (command === 'toggle') {
		return choice === undefined ? undefined : toggle(state, menu, choice);
	}
	const index = movedIndex(menu.index, choices.length, command);
	if (index !== undefined) {
		return stay({ ...state, overlay: { ...menu, index } });
	}
	const text = choice === undefined ? undefined : erasedText(choice.text, command);
	return choice === undefined || text === undefined ? undefined : stay(withText(state, menu, choice, text));
}

/** The settings line with text typed: it takes the place of what nobody has typed, but for a colon, which goes on from it. */
export function typeSettings(state: ScreenState, text: string, { snapshot }: World): ScreenState {
	const { menu, choice } = shownFaultMenu(state, snapshot) ?? {};
	if (menu === undefined || choice === undefined) {
		return state;
	}
	const replaces = menu.typed[choice.fault.name] === undefined && !text.startsWith(':');
	return withText(state, menu, choice, insertText(replaces ? '' : choice.text, text.replaceAll(' ', '')));
}

/** On with its settings, or off; where it is on and its line was changed, on with the new ones. */
function toggle(
	state: ScreenState,
	menu: ShownFaultMenu['menu'],
	{ fault, isOn, isChanged, wanted, text }: FaultChoice,
): Update {
	const { [fault.name]: _typed, ...typed } = menu.typed;
	const settled: ScreenState = { ...state, overlay: { ...menu, typed } };
	if (isOn && !isChanged) {
		return {
			state: say(settled, `${fault.name} is off`),
			effects: [dispatch({ type: 'clear-fault', server: menu.server, fault: fault.name })],
		};
	}
	if ('error' in wanted) {
		return stay(say(state, text === '' ? 'not switched on' : `not switched on: ${text}`, 'failed'));
	}
	const { settings } = wanted;
	return {
		state: say(settled, `${faultLabel({ name: fault.name, settings })} is on`, 'warning'),
		effects: [dispatch({ type: 'set-fault', server: menu.server, fault: fault.name, settings })],
	};
}

function withText(state: ScreenState, menu: ShownFaultMenu['menu'], { fault }: FaultChoice, text: string): ScreenState {
	return { ...state, overlay: { ...menu, typed: { ...menu.typed, [fault.name]: text } } };
}
