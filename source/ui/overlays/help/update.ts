import { innerSize } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { overlayOf, type ScreenState, stay, type Update, type World } from '../../state.ts';
import { helpColumns, rowsOfHelp } from './help-columns.ts';

/** What a command does while the help is open; undefined where it does nothing. */
export function updateHelp(state: ScreenState, command: Command, world: World): Update | undefined {
	const help = overlayOf(state, 'help');
	if (help === undefined) {
		return undefined;
	}
	const { width, height } = innerSize(world.arrangement.body);
	const rowCount = rowsOfHelp(helpColumns(width, help.here));
	const top = movedIndex(help.top, rowCount - height + 1, command, height);
	return top === undefined ? undefined : stay({ ...state, overlay: { ...help, top } });
}
