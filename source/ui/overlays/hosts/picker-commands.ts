import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { chosenAddress, findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { eraseCharacter, eraseWord, insertText } from '../../text/text-field.ts';

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

/** The transforms to pick from, over everything. */
export function openTransformPicker(state: ScreenState): ScreenState {
	return {
		...state,
		focused: 'client',
		client: { ...state.client, field: 'transforms' },
		overlay: { kind: 'transform-picker', index: 0, picked: state.client.transforms },
	};
}

/** The host picker with text added to what is looked for. */
export function typeHost(state: ScreenState, text: string): ScreenState {
	return state.overlay?.kind === 'host-picker' ? searching(state, insertText(state.overlay.query, text)) : state;
}

/** What a command does while a host is picked. */
export function updateHostPicker(state: ScreenState, command: Command, { snapshot }: World): Update {
	if (state.overlay?.kind !== 'host-picker') {
		return stay(state);
	}
	const { query, index } = state.overlay;
	const found = findHosts(snapshot.hosts, query);
	const to = (next: number): Update =>
		stay({ ...state, overlay: { kind: 'host-picker', query, index: Math.max(0, Math.min(found.length - 1, next)) } });
	switch (command) {
		case 'up':
			return to(index - 1);
		case 'down':
			return to(index + 1);
		case 'erase':
			return stay(searching(state, eraseCharacter(query)));
		case 'erase-word':
			return stay(searching(state, eraseWord(query)));
		case 'erase-all':
			return stay(searching(state, ''));
		case 'close':
			return stay({ ...state, overlay: undefined, client: { ...state.client, field: 'fetch' } });
		case 'accept': {
			const host = found[Math.min(index, found.length - 1)];
			return host === undefined ? addTyped(state, query) : stay(hostTaken(state, host.host.address));
		}
		default:
			return stay(state);
	}
}

/** What a command does while transforms are picked. */
export function updateTransformPicker(state: ScreenState, command: Command, { snapshot }: World): Update {
	if (state.overlay?.kind !== 'transform-picker') {
		return stay(state);
	}
	const { overlay } = state;
	const { index, picked } = overlay;
	const last = Math.max(0, snapshot.transforms.length - 1);
	const name = snapshot.transforms[index]?.name;
	const to = (next: number): Update =>
		stay({ ...state, overlay: { ...overlay, index: Math.max(0, Math.min(last, next)) } });
	const pick = (next: readonly string[]): Update => stay({ ...state, overlay: { ...overlay, picked: next } });
	switch (command) {
		case 'up':
			return to(index - 1);
		case 'down':
			return to(index + 1);
		case 'first':
			return to(0);
		case 'last':
			return to(last);
		case 'toggle':
			return name === undefined
				? stay(state)
				: pick(picked.includes(name) ? picked.filter(other => other !== name) : [...picked, name]);
		case 'move-earlier':
			return pick(reordered(picked, name, -1));
		case 'move-later':
			return pick(reordered(picked, name, 1));
		case 'close':
			return stay({ ...state, overlay: undefined });
		case 'accept':
			return stay({ ...state, overlay: undefined, client: { ...state.client, transforms: picked, field: 'fetch' } });
		default:
			return stay(state);
	}
}

function reordered(picked: readonly string[], name: string | undefined, by: number): readonly string[] {
	const from = name === undefined ? -1 : picked.indexOf(name);
	const to = from + by;
	if (name === undefined || from === -1 || to < 0 || to >= picked.length) {
		return picked;
	}
	const next = picked.filter(other => other !== name);
	next.splice(to, 0, name);
	return next;
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
