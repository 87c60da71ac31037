import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { chosenAddress, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { overlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';

/** The hosts to pick from, over everything. */
export function openHostPicker(state: ScreenState, { snapshot }: World): ScreenState {
	const index = snapshot.hosts.findIndex(({ address }) => address === chosenAddress(state, snapshot));
	return {
		...state,
		focused: 'client',
		client: { ...state.client, field: 'host' },
		overlay: { kind: 'host-picker', query: '', index: Math.max(0, index) },
	};
}

/** The host picker with text added to what is looked for. */
export function typeHost(state: ScreenState, text: string): ScreenState {
	const picker = overlayOf(state, 'host-picker');
	return picker === undefined ? state : searching(state, insertText(picker.query, text));
}

/** What a command does while a host is picked; undefined where it does nothing. */
export function updateHostPicker(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const picker = overlayOf(state, 'host-picker');
	if (picker === undefined) {
		return undefined;
	}
	const { query, index } = picker;
	const found = findHosts(snapshot.hosts, query);
	switch (command) {
		case 'close':
			return stay({ ...state, overlay: undefined, client: { ...state.client, field: 'fetch' } });
		case 'accept': {
			const host = found[Math.min(index, found.length - 1)]?.host;
			return host === undefined ? addTyped(state, query) : stay(hostTaken(state, host.address));
		}
		default: {
			const next = movedIndex(index, found.length, command);
			if (next !== undefined) {
				return stay({ ...state, overlay: { kind: 'host-picker', query, index: next } });
			}
			const erased = erasedText(query, command);
			return erased === undefined ? undefined : stay(searching(state, erased));
		}
	}
}

function searching(state: ScreenState, query: string): ScreenState {
	return { ...state, overlay: { kind: 'host-picker', query, index: 0 } };
}

function addTyped(state: ScreenState, query: string): Update {
	const typed = readTypedHost(query);
	return 'address' in typed
		? { state: hostTaken(state, typed.address), effects: [dispatch({ type: 'add-host', address: typed.address })] }
		: stay({ ...state, overlay: { kind: 'host-picker', query, index: 0, error: typed.error } });
}

function hostTaken(state: ScreenState, address: string): ScreenState {
	return { ...state, overlay: undefined, client: { ...state.client, address, field: 'fetch' } };
}
