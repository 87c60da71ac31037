import { innerSize, sizeOf } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { distanceOf, moveCursor } from '../../list-cursor.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { copyRequest } from '../traffic/copy-request.ts';

/** What a command does in the Connections panel; undefined where it does nothing there. */
export function updateConnections(state: ScreenState, command: Command, world: World): Update | undefined {
	if (command === 'copy') {
		return copyRequest(state, world);
	}
	const size = sizeOf(world.arrangement, 'connections');
	const room = size === undefined ? 1 : Math.max(1, innerSize(size).height);
	const by = distanceOf(command, room);
	if (by === undefined) {
		return undefined;
	}
	const ids = world.snapshot.open.map(({ id }) => id);
	return stay({ ...state, connections: moveCursor(ids, state.connections, room, by, 'first') });
}
