import type { Snapshot } from '../../../lab/snapshot.ts';
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
	type: (picker, text, state) => stay(withQuery(state, picker, insertText(picker.query, text))),
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
		overlay: {
			kind: 'host-picker',
			query,
			index: query === '' ? Math.max(0, index) : 0,
			marked: state.client.marked,
		},
	};
}

function updateHostPicker(
	picker: OverlayOf<'host-picker'>,
	command: Command,
	state: ScreenState,
	{ snapshot }: World,
): Update | undefined {
	const { query, index, marked } = picker;
	const found = findHosts(snapshot.hosts, query);
	const host = found[Math.min(index, found.length - 1)]?.host;
	switch (command) {
		case 'close':
			return stay({ ...state, overlay: undefined, client: { ...state.client, field: 'fetch' } });
		case 'toggle':
			return host && stay({ ...state, overlay: { ...picker, marked: toggled(marked, [host.address], snapshot) } });
		case 'toggle-all': {
			const addresses = found.map(one => one.host.address);
			return stay({ ...state, overlay: { ...picker, marked: toggled(marked, addresses, snapshot) } });
		}
		case 'accept':
			if (marked.length > 0) {
				return stay(withMarked(state, marked));
			}
			return host === undefined ? addTyped(state, picker) : stay(withHost(state, host.address));
		default: {
			const next = movedIndex(index, found.length, command);
			if (next !== undefined) {
				return stay({ ...state, overlay: { ...picker, index: next } });
			}
			const erased = erasedText(query, command);
			return erased === undefined ? undefined : stay(withQuery(state, picker, erased));
		}
	}
}

/** The marked addresses with these ones as well, or without them where all were marked; in the order of the hosts. */
function toggled(marked: readonly string[], addresses: readonly string[], { hosts }: Snapshot): readonly string[] {
	const others = new Set(marked);
	const areMarked = addresses.every(address => others.has(address));
	for (const address of addresses) {
		if (areMarked) {
			others.delete(address);
		} else {
			others.add(address);
		}
	}
	return hosts.filter(({ address }) => others.has(address)).map(({ address }) => address);
}

function withQuery(state: ScreenState, { marked }: OverlayOf<'host-picker'>, query: string): ScreenState {
	return { ...state, overlay: { kind: 'host-picker', query, index: 0, marked } };
}

function addTyped(state: ScreenState, { query, marked }: OverlayOf<'host-picker'>): Update {
	const typed = readTypedHost(query);
	return 'address' in typed
		? { state: withHost(state, typed.address), effects: [dispatch({ type: 'add-host', address: typed.address })] }
		: stay({ ...state, overlay: { kind: 'host-picker', query, index: 0, marked, error: typed.error } });
}

function withHost(state: ScreenState, address: string): ScreenState {
	return { ...state, overlay: undefined, client: { ...state.client, address, marked: [], field: 'fetch' } };
}

/** The client with these hosts marked, to be fetched from together; a single one is picked instead. */
function withMarked(state: ScreenState, marked: readonly string[]): ScreenState {
	const [address, ...others] = marked;
	return others.length === 0 && address !== undefined
		? withHost(state, address)
		: { ...state, overlay: undefined, client: { ...state.client, marked, field: 'fetch' } };
}
