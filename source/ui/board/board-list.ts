import { type BoardLab, type BoardState, quietAfterMs } from '../../lab/snapshot/board-state.ts';
import type { BoardScreen, BoardSort } from './board-state.ts';

/** The status of a lab: it is at work, has been quiet for a while, or is gone. */
export function statusOf({ isHere, heardMs }: BoardLab): 'at work' | 'quiet' | 'gone' {
	return isHere ? (heardMs >= quietAfterMs ? 'quiet' : 'at work') : 'gone';
}

/** The labs that the filter lets through, as they are sorted. */
export function listedLabs({ labs }: BoardState, { filter, sort, isReversed }: BoardScreen): readonly BoardLab[] {
	const terms = filter.toLowerCase().split(/\s+/).filter(Boolean);
	const found = labs.filter(lab => terms.every(term => wordsOf(lab).includes(term)));
	const sorted = found.toSorted((one, other) => order[sort](one, other) || byName(one, other));
	return isReversed ? sorted.reverse() : sorted;
}

/** The index of the lab that the person is on; -1 where no lab is listed. */
export function selectedIndex(labs: readonly BoardLab[], { selected }: BoardScreen): number {
	return labs.length === 0
		? -1
		: Math.max(
				0,
				labs.findIndex(({ name }) => name === selected),
			);
}

/** The words of a lab in which a filter finds its text. */
function wordsOf(lab: BoardLab): string {
	const { name, host, lesson } = lab;
	const gone = lab.isHere ? '' : lab.left ? 'left' : 'lost';
	return [name, host, lesson?.name ?? '', lesson?.title ?? '', statusOf(lab), gone].join('\n').toLowerCase();
}

type Compare = (one: BoardLab, other: BoardLab) => number;

function byName(one: BoardLab, other: BoardLab): number {
	return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

/** The largest first. */
function most(value: (lab: BoardLab) => number): Compare {
	return (one, other) => value(other) - value(one);
}

/** How much somebody who is here struggles with a lesson: more where other things were tried, or the guess did not hold. */
function struggles({ lesson, isHere }: BoardLab): number {
	if (!isHere || lesson === undefined || lesson.left === true) {
		return isHere && lesson !== undefined ? -1 : -2;
	}
	return lesson.tries + (lesson.held === false ? 0.5 : 0);
}

/** Who has done the task may read on at leisure. */
export function hasHappened({ lesson }: BoardLab): boolean {
	return lesson?.happened === true;
}

/** The sorts that begin with the smallest; all others begin with the largest. */
const smallestFirst: ReadonlySet<BoardSort> = new Set(['name', 'since', 'heard']);

/** The sign for the direction in which a column is sorted. */
export function sortSign({ sort, isReversed }: Pick<BoardScreen, 'sort' | 'isReversed'>): '↑' | '↓' {
	return smallestFirst.has(sort) === isReversed ? '↓' : '↑';
}

const order: { readonly [sort in BoardSort]: Compare } = {
	name: byName,
	since: (one, other) => one.since - other.since,
	open: most(({ open }) => open),
	served: most(({ served }) => served),
	hit: most(({ hits, misses, collapsed }) => hits / Math.max(1, hits + misses + collapsed)),
	'fell back': most(({ fellBack }) => fellBack),
	failed: most(({ failed }) => failed),
	lesson: most(struggles),
	for: most(lab => (hasHappened(lab) ? -1 : (lab.stepMs ?? -1))),
	done: most(({ lessonsDone }) => lessonsDone),
	lag: most(({ lagMs }) => lagMs),
	heard: (one, other) => one.heardMs - other.heardMs,
};
