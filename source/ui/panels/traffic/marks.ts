import type { Exchange, Snapshot } from '../../../lab/snapshot.ts';
import { formatPlural } from '../../format.ts';
import { type ScreenState, say } from '../../state.ts';

/** The exchanges that the person has marked, in the order of their ids; they are kept when newer ones take their place. */
export type Marks = readonly Exchange[];

/** The most exchanges that can be marked at once. */
export const maxMarks = 100;

/** The exchange marked, or not any more; says how many there are, or that there can be no more. */
export function toggleMark(state: ScreenState, exchange: Exchange | undefined): ScreenState {
	const { marks } = state.traffic;
	if (exchange === undefined) {
		return say(state, 'there is no exchange to mark', 'warning');
	}
	if (isMarked(marks, exchange)) {
		const left = marks.filter(({ id }) => id !== exchange.id);
		const words = left.length === 0 ? 'nothing is marked now' : `${formatPlural(left.length, 'exchange')} marked`;
		return say(withMarks(state, left), `unmarked; ${words}`);
	}
	if (marks.length >= maxMarks) {
		return say(state, `${maxMarks} exchanges are marked, and that is the most: unmark one`, 'warning');
	}
	const more = [...marks, exchange].sort((a, b) => a.id - b.id);
	return say(withMarks(state, more), `marked: ${formatPlural(more.length, 'exchange')}; /marked shows them`);
}

/** True for an exchange that is marked. */
export function isMarked(marks: Marks, { id }: Pick<Exchange, 'id'>): boolean {
	return marks.some(mark => mark.id === id);
}

/** The exchanges with those marked ones before them that are older than all of them. */
export function withMarked(exchanges: readonly Exchange[], dropped: number, marks: Marks): readonly Exchange[] {
	const oldest = exchanges[0]?.id;
	if (dropped === 0 || oldest === undefined) {
		return exchanges;
	}
	const older = marks.filter(({ id }) => id < oldest);
	return older.length === 0 ? exchanges : [...older, ...exchanges];
}

/** The state with the marks as the lab knows their exchanges now, since one may have been open; the same where nothing changed. */
export function observeMarks(state: ScreenState, { exchanges, open }: Snapshot): ScreenState {
	const { marks } = state.traffic;
	if (marks.every(({ how }) => how !== undefined)) {
		return state;
	}
	let changed = false;
	const now = marks.map(mark => {
		const newer =
			mark.how !== undefined
				? mark
				: (exchanges.find(({ id }) => id === mark.id) ?? open.find(({ id }) => id === mark.id));
		changed ||= newer !== undefined && newer !== mark;
		return newer ?? mark;
	});
	return changed ? withMarks(state, now) : state;
}

function withMarks(state: ScreenState, marks: Marks): ScreenState {
	return { ...state, traffic: { ...state.traffic, marks } };
}
