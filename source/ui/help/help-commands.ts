import type { Command } from '../keymap.ts';
import { innerSize } from '../layout.ts';
import { contextsBeneath, layoutOf, type ScreenState, type Step, stay, type World } from '../screen-state.ts';
import { helpRowCount } from './help-rows.ts';

/** What a command does while the help is open. */
export function advanceHelp(state: ScreenState, command: Command, world: World): Step {
	if (state.overlay?.kind !== 'help') {
		return stay(state);
	}
	const { width, height } = innerSize(layoutOf(state, world).body);
	const last = Math.max(0, helpRowCount(width, contextsBeneath(state, world.snapshot)) - height);
	const to = (top: number): Step =>
		stay({ ...state, overlay: { kind: 'help', top: Math.max(0, Math.min(last, top)) } });
	const { top } = state.overlay;
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
