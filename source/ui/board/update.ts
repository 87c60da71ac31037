import type { BoardLab } from '../../lab/snapshot/board-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { innerSize, wholeBody } from '../arrangement/arrangement.ts';
import { dispatch } from '../effects.ts';
import { formatPlural } from '../format.ts';
import type { Command } from '../keymap.ts';
import { movedIndex } from '../list-cursor.ts';
import { askForFile } from '../overlays/file-prompt/file-prompt.tsx';
import { proposedRecording } from '../overlays/record/update.ts';
import { initialState, type ScreenState, say, stay, type Update, type World } from '../state.ts';
import { insertText, updateTypedLine } from '../text/text-field.ts';
import { listedLabs, selectedIndex, statusOf } from './board-list.ts';
import { type BoardScreen, boardSorts, openedBoard } from './board-state.ts';

/** The board after a command; undefined where the command does nothing there. */
export function updateBoard(state: ScreenState, command: Command, world: World): Update | undefined {
	const place = state.board ?? openedBoard;
	if (place.typing) {
		return updateFilter(state, place, command);
	}
	switch (command) {
		case 'watch-lab':
			return watch(state, world);
		case 'record-lab':
			return record(state, world);
		case 'sort-labs':
			return stay(withBoard(state, { sort: nextSort(place), isReversed: false }));
		case 'reverse-labs':
			return stay(withBoard(state, { isReversed: !place.isReversed }));
		case 'filter':
			return stay(withBoard(state, { typing: true }));
		case 'dismiss-lab':
			return dismiss(state, world);
		case 'dismiss-gone':
			return dismissGone(state, world);
		case 'back':
			return place.filter === '' ? undefined : stay(withBoard(state, { filter: '' }));
		default:
			return move(state, command, world);
	}
}

/** The filter with text at its end. */
export function typeBoardFilter(state: ScreenState, text: string): Update {
	return stay(withBoard(state, { filter: insertText((state.board ?? openedBoard).filter, text) }));
}

/** The state after the board has come, or a lab that is watched in its place: each begins as it opens. */
export function observeBoard(state: ScreenState, { board }: Snapshot): ScreenState {
	const isShown = board !== undefined;
	const known = state.board;
	if (isShown === (known?.isShown ?? false)) {
		return state;
	}
	const kept = { ...(known ?? openedBoard), isShown };
	// A recording may have been asked for already.
	return { ...initialState, focused: 'traffic', overlay: isShown ? undefined : state.overlay, board: kept };
}

/** The lab that the person is on. */
export function selectedLab(state: ScreenState, { board }: Pick<Snapshot, 'board'>): BoardLab | undefined {
	const place = state.board ?? openedBoard;
	const labs = board === undefined ? [] : listedLabs(board, place);
	return labs[selectedIndex(labs, place)];
}

function updateFilter(state: ScreenState, { filter }: BoardScreen, command: Command): Update {
	const line = updateTypedLine(filter, command);
	return stay(line === undefined ? state : withBoard(state, { filter: line.text, typing: line.typing }));
}

function nextSort({ sort }: BoardScreen): BoardScreen['sort'] {
	return boardSorts[(boardSorts.indexOf(sort) + 1) % boardSorts.length] ?? sort;
}

function watch(state: ScreenState, { snapshot }: World): Update {
	const lab = selectedLab(state, snapshot);
	return lab === undefined
		? stay(say(state, 'there is no lab to watch', 'warning'))
		: { state: withBoard(state, { selected: lab.name }), effects: [dispatch({ type: 'watch-lab', name: lab.name })] };
}

/** It is watched while it is recorded. */
function record(state: ScreenState, world: World): Update {
	const { state: next, effects } = watch(state, world);
	return effects.length === 0
		? { state: next, effects }
		: { state: askForFile(next, 'record', proposedRecording(world.now())), effects };
}

function dismiss(state: ScreenState, { snapshot }: World): Update {
	const lab = selectedLab(state, snapshot);
	if (lab === undefined || statusOf(lab) !== 'gone') {
		const who = lab === undefined ? 'nobody' : visibleLine(lab.name);
		return stay(say(state, `${who} is still here: only a lab that is gone can be dismissed`, 'warning'));
	}
	return {
		state: say(state, `${visibleLine(lab.name)} is dismissed: ${formatPlural(lab.served, 'poem')} served`),
		effects: [dispatch({ type: 'dismiss-labs', names: [lab.name] })],
	};
}

function dismissGone(state: ScreenState, { snapshot: { board } }: World): Update {
	const names = (board?.labs ?? []).filter(lab => statusOf(lab) === 'gone').map(({ name }) => name);
	return names.length === 0
		? stay(say(state, 'no lab is gone', 'warning'))
		: {
				state: say(
					state,
					`${formatPlural(names.length, 'lab')} that ${names.length === 1 ? 'is' : 'are'} gone: dismissed`,
				),
				effects: [dispatch({ type: 'dismiss-labs', names })],
			};
}

function move(state: ScreenState, command: Command, { snapshot, arrangement }: World): Update | undefined {
	const place = state.board ?? openedBoard;
	const labs = snapshot.board === undefined ? [] : listedLabs(snapshot.board, place);
	const page = Math.max(1, innerSize(wholeBody(arrangement)).height - 1);
	const index = movedIndex(selectedIndex(labs, place), labs.length, command, page);
	const selected = index === undefined ? undefined : labs[index]?.name;
	return selected === undefined ? undefined : stay(withBoard(state, { selected }));
}

function withBoard(state: ScreenState, change: Partial<BoardScreen>): ScreenState {
	return { ...state, board: { ...(state.board ?? openedBoard), ...change } };
}
