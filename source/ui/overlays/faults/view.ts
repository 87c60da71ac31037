import { dispatch } from '../../effects.ts';
import { formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { selectedServer } from '../../panels/servers/server-lines.ts';
import { type OverlayOf, type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import { overlayView } from '../overlay-view.tsx';
import { spokenFaults } from './announce.ts';
import { type FaultItem, faultChoices } from './fault-choices.ts';
import { faultCount, faultLabel } from './fault-label.ts';
import { FaultMenu } from './fault-menu.tsx';

type Menu = OverlayOf<'fault-menu'>;

/** The faults of one server, to be switched on and off. */
export const faultsView = overlayView('fault-menu', {
	contexts: ['fault-menu', 'typing'],
	update: updateFaultMenu,
	anywhere: { faults: openFaultMenu, 'clear-faults': clearFaults, 'toggle-collapsing': toggleCollapsing },
	type: typeSettings,
	Component: FaultMenu,
	spoken: spokenFaults,
});

function openFaultMenu(state: ScreenState, { snapshot }: World): Update {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	return stay(
		server === undefined
			? say(state, 'there is no server to break', 'warning')
			: { ...state, overlay: { kind: 'fault-menu', server: server.id, index: 0, typed: {} } },
	);
}

function clearFaults(state: ScreenState, { snapshot }: World): Update {
	const count = faultCount(snapshot.servers);
	return count === 0
		? stay(say(state, 'no fault is on'))
		: {
				state: say(state, `${formatPlural(count, 'fault')} taken off`, 'good'),
				effects: [dispatch({ type: 'clear-faults' })],
			};
}

function toggleCollapsing(state: ScreenState, { snapshot }: World): Update {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	if (server?.collapsing === undefined) {
		return stay(say(state, 'only a proxy collapses fetches: choose one', 'warning'));
	}
	const on = !server.collapsing;
	const text = on ? `${server.id}: misses share one fetch again` : `${server.id}: every miss now fetches for itself`;
	return { state: say(state, text), effects: [dispatch({ type: 'set-collapsing', server: server.id, on })] };
}

function updateFaultMenu(menu: Menu, command: Command, state: ScreenState, { snapshot }: World): Update | undefined {
	const shown = faultChoices(menu, snapshot);
	if (shown === undefined) {
		return stay({ ...state, overlay: undefined });
	}
	const { choices, choice } = shown;
	const index = movedIndex(menu.index, choices.length, command);
	if (index !== undefined) {
		return stay({ ...state, overlay: { ...menu, index } });
	}
	if (choice === undefined || command === 'toggle') {
		return choice && toggle(state, menu, choice);
	}
	const text = erasedText(choice.text, command);
	return text === undefined ? undefined : stay(withText(state, menu, choice, text));
}

/** Typed text replaces settings that nobody has typed; after a colon it is added to them. */
function typeSettings(menu: Menu, text: string, state: ScreenState, { snapshot }: World): Update | undefined {
	const choice = faultChoices(menu, snapshot)?.choice;
	if (choice === undefined) {
		return undefined;
	}
	const replaces = menu.typed[choice.fault.name] === undefined && !text.startsWith(':');
	return stay(withText(state, menu, choice, insertText(replaces ? '' : choice.text, text.replaceAll(' ', ''))));
}

/** Switches a fault on with its settings, or off; where it is on and its line was changed, on with the new settings. */
function toggle(state: ScreenState, menu: Menu, { fault, isOn, isChanged, wanted, text }: FaultItem): Update {
	const { server } = menu;
	const { [fault.name]: _typed, ...typed } = menu.typed;
	const settled: ScreenState = { ...state, overlay: { ...menu, typed } };
	if (isOn && !isChanged) {
		return {
			state: say(settled, `${fault.name} is off`),
			effects: [dispatch({ type: 'clear-fault', server, fault: fault.name })],
		};
	}
	if ('error' in wanted) {
		return stay(say(state, text === '' ? 'not switched on' : `not switched on: ${text}`, 'failed'));
	}
	const { settings } = wanted;
	return {
		state: say(settled, `${faultLabel({ name: fault.name, settings })} is on`, 'warning'),
		effects: [dispatch({ type: 'set-fault', server, fault: fault.name, settings })],
	};
}

function withText(state: ScreenState, menu: Menu, { fault }: FaultItem, text: string): ScreenState {
	return { ...state, overlay: { ...menu, typed: { ...menu.typed, [fault.name]: text } } };
}
