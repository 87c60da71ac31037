import type { BoardLab } from '../../lab/snapshot/board-state.ts';
import { formatClock, formatCount, formatHitRatio, formatPlural } from '../format.ts';
import { listed, placeOf, plainWords, sentence, spokenDuration } from '../screen-reader/speech.ts';
import type { SpokenView, ViewModel } from '../view.ts';
import { boardTotals } from './board-header.tsx';
import { listedLabs, statusOf } from './board-list.ts';
import { openedBoard } from './board-state.ts';
import { selectedLab } from './update.ts';

/** The board, for a screen reader. */
export const spokenBoard: SpokenView = {
	arrival: model => [boardSummary(model), ...selectedWords(model)],
	moved(before, after) {
		const [was, now] = [before.state.board, after.state.board];
		if (was?.sort !== now?.sort || was?.isReversed !== now?.isReversed) {
			const { sort, isReversed } = now ?? openedBoard;
			return [`Sorted by ${sort}${isReversed ? ', the other way round' : ''}.`, ...selectedWords(after)];
		}
		const problem = after.snapshot.board?.problem ?? after.snapshot.board?.away;
		const isTold = problem === (before.snapshot.board?.problem ?? before.snapshot.board?.away);
		const trouble = problem === undefined || isTold ? [] : [sentence(plainWords(problem))];
		return [...trouble, ...(selectedOf(before)?.name === selectedOf(after)?.name ? [] : selectedWords(after))];
	},
	whole: model => labsOf(model).map(lab => sentence(labWords(lab))),
	field: ({ state: { board } }) => (board?.typing === true ? { label: 'Filter', text: board.filter } : undefined),
	standing: model => `${formatCount(labsOf(model).length)} found`,
};

function boardSummary({ snapshot: { board } }: ViewModel): string {
	if (board === undefined) {
		return 'Board of a class.';
	}
	const { labs, quiet, gone, served, hitRatio } = boardTotals(board);
	return sentence(
		listed(
			`Board of the class at ${plainWords(board.engine)}: ${formatPlural(labs, 'lab')}`,
			quiet === 0 ? '' : `${formatCount(quiet)} quiet`,
			gone === 0 ? '' : `${formatCount(gone)} gone`,
			`${formatCount(served)} served`,
			hitRatio === undefined ? '' : `cache ${hitRatio} hit`,
		),
	);
}

function selectedWords(model: ViewModel): readonly string[] {
	const lab = selectedOf(model);
	const labs = labsOf(model);
	return lab === undefined ? [] : [sentence(`${labWords(lab)}, ${placeOf(labs.indexOf(lab), labs.length)}`)];
}

function labWords(lab: BoardLab): string {
	const { name, since, open, served, failed, fellBack, lesson, stepMs, lessonsDone, heardMs } = lab;
	const ratio = formatHitRatio(lab);
	const status = statusOf(lab);
	return listed(
		`lab ${plainWords(name)}`,
		status === 'gone'
			? lab.left
				? 'has left'
				: 'is lost'
			: status === 'quiet'
				? `quiet for ${spokenDuration(heardMs)}`
				: '',
		`since ${formatClock(since, 's')}`,
		lesson === undefined ? '' : lessonWords(lesson),
		stepMs === undefined || stepMs === 0 ? '' : `for ${spokenDuration(stepMs)}`,
		lesson?.held === undefined ? '' : lesson.held ? 'the guess held' : 'the guess did not hold',
		lesson === undefined || lesson.tries === 0 ? '' : `after ${formatPlural(lesson.tries, 'other try', 'other tries')}`,
		lessonsDone === 0 ? '' : `${formatPlural(lessonsDone, 'lesson')} done`,
		`${formatCount(served)} served`,
		open === 0 ? '' : `${formatCount(open)} open`,
		ratio === undefined ? '' : `cache ${ratio}`,
		failed === 0 ? '' : `${formatCount(failed)} failed`,
		fellBack === 0 ? '' : `${formatCount(fellBack)} fell back`,
	);
}

function lessonWords({ title, step, steps, left }: NonNullable<BoardLab['lesson']>): string {
	return `${left === true ? 'has left' : 'at'} ${plainWords(title)}, step ${step} of ${steps}`;
}

function labsOf({ state, snapshot: { board } }: ViewModel): readonly BoardLab[] {
	return board === undefined ? [] : listedLabs(board, state.board ?? openedBoard);
}

function selectedOf({ state, snapshot }: ViewModel): BoardLab | undefined {
	return selectedLab(state, snapshot);
}
