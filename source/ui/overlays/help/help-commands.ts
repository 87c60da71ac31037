import { innerSize } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { helpRowCount } from './help-rows.ts';

/** What a command does while the help is open. */
export function updateHelp(state: ScreenState, command: Command, world: World): Update {
	if (state.overlay?.kind !== 'help') {
		return stay(state);
	}
	const { overlay } = state;
	if (command === 'close') {
		return stay({ ...state, overlay: undefined });
	}
	const { top, here } = overlay;
	const { width, height } = innerSize(world.arrangement.body);
	const next = movedIndex(top, helpRowCount(width, command, here) - height + 1, height) ?? top;
	return stay({ ...state, overlay: { ...overlay, top: next } });
}
