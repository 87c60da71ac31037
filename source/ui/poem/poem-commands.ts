import type { Command } from '../keymap.ts';
import { innerSize } from '../layout.ts';
import { layoutOf, type ScreenState, type Step, stay, type World } from '../screen-state.ts';

/** What a command does in the Poem panel; undefined where it does nothing there. */
export function advancePoem(state: ScreenState, command: Command, world: World): Step | undefined {
	const { fetch } = world.snapshot;
	if (command === 'back' && fetch?.status === 'running') {
		return { state, actions: [{ type: 'cancel-fetch' }] };
	}
	const rect = layoutOf(state, world).panels.poem;
	const room = rect === undefined ? 1 : Math.max(1, innerSize(rect).height);
	const rowCount = world.poemRowCount();
	const now = poemTop(state.poem, fetch, rowCount, room);
	const top = moved(command, now, room, rowCount);
	return top === undefined
		? undefined
		: stay({ ...state, poem: { fetch: fetch?.id, top: clamp(top, rowCount, room) } });
}

/**
 * The first row of the poem that is seen: where the person has moved it; until then the newest rows while it arrives,
 * and its beginning once it is all there.
 */
export function poemTop(
	{ top, fetch }: ScreenState['poem'],
	shown: { readonly id: number; readonly status: string } | undefined,
	rowCount: number,
	room: number,
): number {
	if (shown !== undefined && shown.id === fetch) {
		return clamp(top, rowCount, room);
	}
	return shown?.status === 'running' ? clamp(rowCount, rowCount, room) : 0;
}

function moved(command: Command, top: number, room: number, rowCount: number): number | undefined {
	switch (command) {
		case 'up':
			return top - 1;
		case 'down':
			return top + 1;
		case 'page-up':
			return top - Math.max(1, room - 1);
		case 'page-down':
			return top + Math.max(1, room - 1);
		case 'first':
			return 0;
		case 'last':
			return rowCount;
		default:
			return undefined;
	}
}

function clamp(top: number, rowCount: number, room: number): number {
	return Math.max(0, Math.min(top, rowCount - room));
}
