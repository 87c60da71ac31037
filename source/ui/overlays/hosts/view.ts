import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { chosenAddress, findHosts, hostsOfKind, readTypedHost } from '../../panels/client/client-hosts.ts';
import { type OverlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import { overlayView } from '../overlay-view.tsx';
import { spokenHosts } from './announce.ts';
import { HostPicker } from './host-picker.tsx';
import { markedIn, takesMarked, toggled } from './marked-hosts.ts';

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
	const { marked } = state.client;
	const here = marked[0] ?? chosenAddress(state, snapshot);
	const index = snapshot.hosts.findIndex(({ address }) => address === here);
	const query = insertText('', typed);
	return {
		...state,
		focused: 'client',
		client: { ...state.client, field: 'host' },
		overlay: {
			kind: 'host-picker',
			query,
			index: query === '' ? Math.max(0, index) : 0,
			marked,
			hasToggled: false,
		},
	};
}

function updateHostPicker(
	picker: OverlayOf<'host-picker'>,
	command: Command,
	state: ScreenState,
	{ snapshot }: World,
): Update | undefined {
	const { query, index } = picker;
	const marked = markedIn(picker, snapshot);
	const found = findHosts(snapshot.hosts, query);
	const host = found[Math.min(index, found.length - 1)]?.host;
	switch (command) {
		case 'close':
			return stay({ ...state, overlay: undefined, client: { ...state.client, field: 'fetch' } });
		case 'toggle':
			return host && stay(withMarks(state, picker, toggled(marked, [host.address], snapshot)));
		case 'toggle-all': {
			const addresses = found.map(one => one.host.address);
			// What is marked because its kind was typed stays so: whoever asks for all of them means all of them.
			const isByKind = !picker.hasToggled && hostsOfKind(snapshot.hosts, query) !== undefined;
			return stay(withMarks(state, picker, toggled(isByKind ? [] : marked, addresses, snapshot)));
		}
		case 'accept':
			if (host !== undefined && takesMarked(marked, picker, host)) {
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

function withMarks(state: ScreenState, picker: OverlayOf<'host-picker'>, marked: readonly string[]): ScreenState {
	return { ...state, overlay: { ...picker, marked, hasToggled: true } };
}

function withQuery(state: ScreenState, picker: OverlayOf<'host-picker'>, query: string): ScreenState {
	const { error: _, ...rest } = picker;
	return { ...state, overlay: { ...rest, query, index: 0 } };
}

/** Adds the host that was typed: to those that are marked, where any is; else it is taken alone. */
function addTyped(state: ScreenState, picker: OverlayOf<'host-picker'>): Update {
	const typed = readTypedHost(picker.query);
	if ('error' in typed) {
		return stay({ ...state, overlay: { ...picker, index: 0, error: typed.error } });
	}
	const { address } = typed;
	const marked = picker.hasToggled ? picker.marked : [];
	const next =
		marked.length === 0 ? withHost(state, address) : withQuery(state, { ...picker, marked: [...marked, address] }, '');
	return { state: next, effects: [dispatch({ type: 'add-host', address })] };
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
