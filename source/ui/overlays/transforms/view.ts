import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { type OverlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';
import { overlayView } from '../overlay-view.tsx';
import { spokenTransforms } from './announce.ts';
import { TransformPicker } from './transform-picker.tsx';

/** The transforms to choose from, and their order. */
export const transformsView = overlayView('transform-picker', {
	contexts: ['transform-picker'],
	update: updateTransformPicker,
	anywhere: {
		'pick-transforms': (state, { snapshot: { transforms } }) => {
			const picked = state.client.transforms;
			const index = Math.max(
				0,
				transforms.findIndex(({ name }) => name === picked[0]),
			);
			// Whether it ends with enter or with esc, the next enter fetches.
			const client = { ...state.client, field: 'fetch' } as const;
			return stay({
				...state,
				focused: 'client',
				client,
				overlay: { kind: 'transform-picker', index, picked, hasToggled: false },
			});
		},
	},
	Component: TransformPicker,
	spoken: spokenTransforms,
});

function updateTransformPicker(
	picker: OverlayOf<'transform-picker'>,
	command: Command,
	state: ScreenState,
	{ snapshot: { transforms } }: World,
): Update | undefined {
	const { index, picked } = picker;
	const name = transforms[index]?.name;
	const pick = (next: readonly string[]): Update =>
		stay({ ...state, overlay: { ...picker, picked: next, hasToggled: true } });
	switch (command) {
		case 'toggle':
			return name === undefined ? undefined : pick(toggled(picked, name));
		case 'move-earlier':
			return pick(reordered(picked, name, -1));
		case 'move-later':
			return pick(reordered(picked, name, 1));
		case 'accept':
			return stay({
				...state,
				overlay: undefined,
				client: { ...state.client, transforms: takenWith(picker, name) },
			});
		default: {
			const next = movedIndex(index, transforms.length, command);
			return next === undefined ? undefined : stay({ ...state, overlay: { ...picker, index: next } });
		}
	}
}

/** The transforms that enter takes: those that were picked, or where none was picked or unpicked, the marked one. */
function takenWith(
	{ picked, hasToggled }: OverlayOf<'transform-picker'>,
	marked: string | undefined,
): readonly string[] {
	return hasToggled || marked === undefined || picked.includes(marked) ? picked : [marked];
}

function toggled(picked: readonly string[], name: string): readonly string[] {
	return picked.includes(name) ? picked.filter(other => other !== name) : [...picked, name];
}

function reordered(picked: readonly string[], name: string | undefined, by: number): readonly string[] {
	const from = name === undefined ? -1 : picked.indexOf(name);
	const to = from + by;
	return name === undefined || from === -1 || to < 0 || to >= picked.length
		? picked
		: picked.toSpliced(from, 1).toSpliced(to, 0, name);
}
