import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { chosenAddress, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { type OverlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import { overlayView } from '../overlay-view.tsx';
import { spokenHosts } from './announce.ts';
import { HostPicker } from './host-picker.tsx';

/** The hosts to choose from, or to type a new one. */
export const hostsView = overlayView('host-picker', {
	contexts: ['host-picker', 'typing'],
	update: updateHostPicker,
	anywhere: { 'pick-host': (state, world) => stay(openHostPicker(state, world)) },
	type: ({ query }, text, state) => stay(withQuery(state, insertText(query, text))),
	Component: HostPicker,
	spoken: spokenHosts,
});

/** The hosts to pick from, with what is typed to find one of them. */
export function openHostPicker(state: ScreenState, { snapshot }: World, typed = ''): ScreenState {
	const index = snapshot.hosts.findIndex(({ address }) => address === chosenAddress(state, snapshot));
	const query = insertText('', typed);
	return {
		...state,
		focused: 'client',
		client: { ...state.client, field: 'host' },
		overlay: { kind: 'host-picker', query, index: query === '' ? Math.max(0, index) : 0 },
	};
}

function updateHostPicker(
	{ query, index }: OverlayOf<'host-picker'>,
	command: Command,
	state: ScreenState,
	{ snapshot }: World,
): Update | undefined {
	const found = findHosts(snapshot.hosts, query);
	switch (command) {
		case 'close':
			return stay({ ...state, overlay: undefined, client: { ...state.client, field: 'fetch' } });
		case 'accept': {
			const host = found[Math.min(index, found.length - 1)]?.host;
			return host === undefined ? addTyped(state, query) : stay(withHost(state, host.address));
		}
		default: {
			const next = movedIndex(index, found.length, command);
			if (next !== undefined) {
				return stay({ ...state, overlay: { kind: 'host-picker', query, index: next } });
			}
			const erased = erasedText(query, command);
			return erased === undefined ? undefined : stay(withQuery(state, erased));
		}
	}
}

function withQuery(state: ScreenState, query: string): ScreenState {
	return { ...state, overlay: { kind: 'host-picker', query, index: 0 } };
}

function addTyped(state: ScreenState, query: string): Update {
	const typed = readTypedHost(query);
	return 'address' in typed
		? { state: withHost(state, typed.address), effects: [dispatch({ type: 'add-host', address: typed.address })] }
		: stay({ ...state, overlay: { kind: 'host-picker', query, index: 0, error: typed.error } });
}

function withHost(state: ScreenState, address: string): ScreenState {
	return { ...state, overlay: undefined, client: { ...state.client, address, field: 'fetch' } };
}
