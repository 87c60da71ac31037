import { innerSize } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { helpRowCount } from './help-rows.ts';

/** What a command does while the help is open. */
export function updateHelp(state: ScreenState, command: Command, world: World): Update {
	if (state.overlay?.kind !== 'help') {
		return stay(state);
	}
	const { overlay } = state;
	const { top, here } = overlay;
	const { width, height } = innerSize(world.arrangement.body);
	const last = Math.max(0, helpRowCount(width, here) - height);
	const to = (next: number): Update =>
		stay({ ...state, overlay: { ...overlay, top: Math.max(0, Math.min(last, next)) } });
	switch (command) {
		case 'up':
			return to(top - 1);
		case 'down':
			return to(top + 1);
		case 'page-up':
			return to(top - height);
		case 'page-down':
			return to(top + height);
		case 'close':
			return stay({ ...state, overlay: undefined });
		default:
			return stay(state);
	}
}
