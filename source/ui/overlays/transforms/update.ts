import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { overlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';

/** The transforms to pick from, over everything. */
export function openTransformPicker(state: ScreenState): ScreenState {
	return {
		...state,
		focused: 'client',
		client: { ...state.client, field: 'transforms' },
		overlay: { kind: 'transform-picker', index: 0, picked: state.client.transforms },
	};
}

/** What a command does while transforms are picked; undefined where it does nothing of its own. */
export function updateTransformPicker(
	state: ScreenState,
	command: Command,
	{ snapshot: { transforms } }: World,
): Update | undefined {
	const picker = overlayOf(state, 'transform-picker');
	if (picker === undefined) {
		return undefined;
	}
	const { index, picked } = picker;
	const name = transforms[index]?.name;
	const pick = (next: readonly string[]): Update => stay({ ...state, overlay: { ...picker, picked: next } });
	switch (command) {
		case 'toggle':
			return name === undefined ? undefined : pick(toggled(picked, name));
		case 'move-earlier':
			return pick(reordered(picked, name, -1));
		case 'move-later':
			return pick(reordered(picked, name, 1));
		case 'accept':
			return stay({ ...state, overlay: undefined, client: { ...state.client, transforms: picked, field: 'fetch' } });
		default: {
			const next = movedIndex(index, transforms.length, command);
			return next === undefined ? undefined : stay({ ...state, overlay: { ...picker, index: next } });
		}
	}
}

function toggled(picked: readonly string[], name: string): readonly string[] {
	return picked.includes(name) ? picked.filter(other => other !== name) : [...picked, name];
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
