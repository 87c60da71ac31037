import type { BoardLab } from '../../lab/snapshot/board-state.ts';

/** The columns by which the board is sorted, in the order in which they are chosen: first those that tell who needs help. */
export const boardSorts = [
	'name',
	'lesson',
	'for',
	'done',
	'heard',
	'since',
	'open',
	'served',
	'hit',
	'fell back',
	'failed',
	'lag',
] as const;
export type BoardSort = (typeof boardSorts)[number];

/** Where the person is on the board. */
export interface BoardScreen {
	/** False while a lab is watched in its place. */
	readonly isShown: boolean;
	/** The name of the lab that the person is on; the first one where absent, or where that is gone. */
	readonly selected?: BoardLab['name'];
	readonly sort: BoardSort;
	readonly isReversed: boolean;
	readonly filter: string;
	/** The filter is being typed. */
	readonly typing: boolean;
}

/** The board as it opens. */
export const openedBoard: BoardScreen = { isShown: true, sort: 'name', isReversed: false, filter: '', typing: false };
