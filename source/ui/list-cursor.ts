import type { Command } from './keymap.ts';

/** A person's place in a list that changes: the item's id, and its distance in rows from the first that is seen. */
export interface Cursor {
	/** Absent until the person moves: then it is the newest or the first item, as the list says. */
	readonly id?: number;
	readonly fromTop: number;
}

/** The cursor as it stands in a list: the selected index (-1 in an empty list), and the first index that is seen. */
export interface PlacedCursor {
	readonly index: number;
	readonly top: number;
}

/** The cursor of a list that nobody has moved in. */
export const restingCursor: Cursor = { fromTop: 0 };

/**
 * Places the cursor in a list of ascending ids. Its item keeps its line on the screen while others come and go; if the
 * item itself has gone, the next one takes its place.
 */
export function placeCursor(
	ids: readonly number[],
	cursor: Cursor,
	height: number,
	resting: 'first' | 'last',
): PlacedCursor {
	const lastTop = Math.max(0, ids.length - height);
	if (ids.length === 0) {
		return { index: -1, top: 0 };
	}
	if (cursor.id === undefined) {
		return resting === 'last' ? { index: ids.length - 1, top: lastTop } : { index: 0, top: 0 };
	}
	const index = indexAtOrAfter(ids, cursor.id);
	const fromTop = Math.max(0, Math.min(cursor.fromTop, height - 1));
	return { index, top: Math.max(0, Math.min(index - fromTop, lastTop)) };
}

/** The index of the item that the cursor is on; -1 in an empty list. */
export function cursorIndex(ids: readonly number[], cursor: Cursor, resting: 'first' | 'last'): number {
	return placeCursor(ids, cursor, 1, resting).index;
}

/** The cursor moved by so many items. Moved onto the end where a list rests, it rests there. */
export function moveCursor(
	ids: readonly number[],
	cursor: Cursor,
	height: number,
	by: number,
	resting: 'first' | 'last',
): Cursor {
	const placed = placeCursor(ids, cursor, height, resting);
	const index = Math.max(0, Math.min(ids.length - 1, placed.index + by));
	const id = ids[index];
	const restsHere = resting === 'last' && by > 0 && index === ids.length - 1;
	if (id === undefined || restsHere) {
		return restingCursor;
	}
	return { id, fromTop: Math.max(0, Math.min(height - 1, index - placed.top)) };
}

/** The number of items that a command moves in a list, with so many on a page; undefined for other commands. */
export function distanceOf(command: Command, page: number): number | undefined {
	switch (command) {
		case 'up':
			return -1;
		case 'down':
			return 1;
		case 'page-up':
			return -page;
		case 'page-down':
			return page;
		case 'first':
			return Number.NEGATIVE_INFINITY;
		case 'last':
			return Number.POSITIVE_INFINITY;
		default:
			return undefined;
	}
}

/** The index after a command in a list of so many items; undefined for commands that do not move in lists. */
export function movedIndex(index: number, count: number, command: Command, page = 1): number | undefined {
	const by = distanceOf(command, page);
	return by === undefined ? undefined : Math.max(0, Math.min(count - 1, index + by));
}

/** The nearest first line to this one that leaves no room empty that could be filled. */
export function clampTop(top: number, lines: number, height: number): number {
	return Math.max(0, Math.min(top, lines - height));
}

/** The first line to show so that the selected one is seen, in the middle where there is more on both sides. */
export function centredTop(lines: number, selected: number, height: number): number {
	return clampTop(selected - Math.floor(height / 2), lines, height);
}

function indexAtOrAfter(ids: readonly number[], id: number): number {
	const index = ids.findIndex(other => other >= id);
	return index === -1 ? ids.length - 1 : index;
}
