import type { View } from '../view.ts';
import { spokenBoard } from './announce.ts';
import { Board } from './board-screen.tsx';
import { observeBoard, typeBoardFilter, updateBoard } from './update.ts';

/** The board of a class, in the place of all panels. */
export const boardView: View = {
	name: 'board',
	contexts: ({ board }) => (board?.typing === true ? ['filter', 'typing'] : ['board', 'moving']),
	update: updateBoard,
	type: (state, text) => (state.board?.typing === true ? typeBoardFilter(state, text) : undefined),
	observe: observeBoard,
	Component: Board,
	replaces: 'tabs-too',
	spoken: spokenBoard,
};
