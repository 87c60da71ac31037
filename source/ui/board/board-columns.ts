import type { BoardLab } from '../../lab/snapshot/board-state.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatClock, formatCount, formatDuration, formatHitRatio } from '../format.ts';
import { lessonMarks } from '../lessons/lesson-marks.ts';
import { type Column, type PlacedColumn, placeColumns } from '../text/columns.ts';
import { clipMiddle, clipText, gap, type Row, type Span, span } from '../text/rows.ts';
import type { Tone } from '../text/tones.ts';
import { hasHappened, sortSign, statusOf } from './board-list.ts';
import type { BoardScreen } from './board-state.ts';

/** The columns of the board that have room, the one that it is sorted by marked in its heading. */
export function boardColumns(
	width: number,
	{ sort, isReversed }: Pick<BoardScreen, 'sort' | 'isReversed'>,
	longestName: number,
): readonly PlacedColumn<BoardLab>[] {
	const columns: readonly Column<BoardLab>[] = [
		{
			name: 'name',
			heading: 'name',
			minWidth: 12,
			wishWidth: Math.min(longestName, Math.max(16, Math.floor(width / 6))),
			dropRank: 0,
			cell: (lab, room) => [span(clipMiddle(visibleLine(lab.name), room), toneOf(lab, 'plain'))],
		},
		...(width < wideEnoughForHosts ? [] : [hostColumn]),
		numbers('since', 5, 6, ({ since }) => [span(formatClock(since, 's').slice(0, 5), 'dim')]),
		numbers('open', 4, 5, lab => [counted(lab, lab.open, 'live')]),
		numbers('served', 6, 2, lab => [counted(lab, lab.served, 'plain')]),
		numbers('hit', 4, 3, lab => [told(lab, formatHitRatio(lab), 'hit')]),
		numbers('fell back', 9, 7, lab => [counted(lab, lab.fellBack, 'warning')]),
		numbers('failed', 6, 4, lab => [counted(lab, lab.failed, 'failed')]),
		{
			name: 'lesson',
			heading: ' lesson',
			minWidth: 20,
			wishWidth: 37,
			maxWidth: width < wideEnoughForHosts ? 60 : 43,
			dropRank: 1,
			cell: (lab, room) => [gap(1), ...lessonCell(lab, room - 1)],
		},
		...(width < wideEnoughForGuesses ? [] : [guessColumn]),
		numbers('step', 4, 1, lab => [told(lab, lab.lesson && `${lab.lesson.step}/${lab.lesson.steps}`, 'title')]),
		numbers('for', 6, 2, stepCell),
		numbers('done', 4, 2, lab => [counted(lab, lab.lessonsDone, 'good')]),
		numbers('lag', 6, 8, lab => [told(lab, isNews(lab) ? formatDuration(lab.lagMs) : undefined, 'warning')]),
		numbers('heard', 7, 1, lab => [heardWords(lab)]),
	];
	const marked = columns.map(column =>
		column.name === sort
			? { ...column, heading: `${column.heading} ${sortSign({ sort, isReversed })}`, minWidth: column.minWidth + 2 }
			: column,
	);
	return placeColumns(marked, width);
}

const nothing = '·';

/** Hosts are mostly in the names already. */
const wideEnoughForHosts = 140;
const hostColumn: Column<BoardLab> = {
	name: 'host',
	heading: 'host',
	minWidth: 12,
	maxWidth: 24,
	dropRank: 9,
	cell: ({ host }) => [span(visibleLine(host), 'dim')],
};

/** What was guessed is a sentence, and whether it held stands beside the lesson. */
const wideEnoughForGuesses = 170;
const guessColumn: Column<BoardLab> = {
	name: 'guess',
	heading: ' guess',
	minWidth: 20,
	wishWidth: 36,
	maxWidth: 60,
	dropRank: 10,
	cell: (lab, room) => [gap(1), guessSpan(lab, room - 1)],
};

function guessSpan({ lesson }: BoardLab, room: number): Span {
	const guess = lesson?.left === true ? undefined : lesson?.guess;
	return span(guess === undefined ? nothing : clipText(visibleLine(guess), room), 'dim');
}

function numbers(name: string, minWidth: number, dropRank: number, cell: (lab: BoardLab) => Row): Column<BoardLab> {
	return { name, heading: name, minWidth, maxWidth: minWidth + 3, align: 'right', dropRank, cell };
}

/** The tone of a lab's cell: grey where the lab is quiet or gone. */
function toneOf(lab: BoardLab, tone: Tone): Tone {
	return statusOf(lab) === 'at work' ? tone : 'dim';
}

function told(lab: BoardLab, text: string | undefined, tone: Tone): Span {
	return text === undefined ? span(nothing, 'dim') : span(text, toneOf(lab, tone));
}

function counted(lab: BoardLab, count: number, tone: Tone): Span {
	return told(lab, count === 0 ? undefined : formatCount(count), tone);
}

/** A lab tells of its lag only when something happens there: that of some time ago is no news. */
function isNews({ lagMs, heardMs, isHere }: BoardLab): boolean {
	return lagMs > 0 && heardMs === 0 && isHere;
}

/** From so long on at a step somebody may want help, in milliseconds. */
const longAtStepMs = 5 * 60_000;

/** For how long somebody has been at the step: also where the lab is quiet, since whoever thinks does nothing there. */
function stepCell(lab: BoardLab): Row {
	const { stepMs = 0 } = lab;
	const tone = stepMs >= longAtStepMs && !hasHappened(lab) ? 'warning' : 'dim';
	return [stepMs === 0 ? span(nothing, 'dim') : span(inWholeUnits(stepMs), tone)];
}

/** The lesson, whether the guess held, and how often something else was tried; or that it was left. */
function lessonCell(lab: BoardLab, room: number): Row {
	const { lesson } = lab;
	if (lesson === undefined) {
		return [span(nothing, 'dim')];
	}
	if (lesson.left === true) {
		return [span(`left ${clipMiddle(visibleLine(lesson.name), Math.max(4, room - 5))}`, 'dim')];
	}
	const marks = lessonMarks(lesson);
	const name = clipMiddle(
		visibleLine(lesson.name),
		Math.max(4, room - (marks === undefined ? 0 : marks.text.length + 1)),
	);
	// Who struggles may be quiet for that very reason.
	const marked = marks === undefined ? [] : [gap(1), span(marks.text, lab.isHere ? marks.tone : 'dim')];
	return [span(name, toneOf(lab, 'plain')), ...marked];
}

/** The time since the lab was last heard of, in words: `now`, `2 min`, `left`. */
export function heardText(lab: BoardLab): string {
	if (!lab.isHere) {
		return lab.left ? 'left' : 'lost';
	}
	return lab.heardMs === 0 ? 'now' : inWholeUnits(lab.heardMs);
}

/** A time as a person tells it: `30 s`, `2 min`, `5 h`. */
function inWholeUnits(ms: number): string {
	const minutes = Math.floor(ms / 60_000);
	if (minutes === 0) {
		return `${Math.floor(ms / 1_000)} s`;
	}
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

function heardWords(lab: BoardLab): Span {
	return span(heardText(lab), lab.isHere ? toneOf(lab, 'live') : lab.left ? 'dim' : 'failed');
}
