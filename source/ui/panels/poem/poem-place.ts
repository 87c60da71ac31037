import { innerSize, sizeOf } from '../../arrangement/arrangement.ts';
import { clampTop } from '../../list-cursor.ts';
import { roomBeside } from '../../search/search-row.ts';
import type { ScreenState, World } from '../../state.ts';

/** The columns for the poem in a panel of this width: two at its left and one at its right are left free. */
export function poemWidth(panelWidth: number): number {
	return Math.max(1, panelWidth - 5);
}

/** The number of rows of the poem that are seen at once. */
export function poemRoom(state: ScreenState, world: World): number {
	const size = sizeOf(world.arrangement, 'poem');
	return size === undefined ? 1 : roomBeside(state.poem.search, innerSize(size).height);
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
		return clampTop(top, rowCount, room);
	}
	return shown?.status === 'running' ? clampTop(rowCount, rowCount, room) : 0;
}
