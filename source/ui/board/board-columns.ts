import type { BoardLab } from '../../lab/snapshot/board-state.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatClock, formatCount, formatDuration, formatHitRatio } from '../format.ts';
import { type Column, type PlacedColumn, placeColumns } from '../text/columns.ts';
import { clipMiddle, type Row, type Span, span } from '../text/rows.ts';
import { signs, type Tone } from '../text/tones.ts';
import { statusOf } from './board-list.ts';
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
		numbers('served', 7, 2, lab => [counted(lab, lab.served, 'plain')]),
		numbers('hit', 4, 3, lab => [span(formatHitRatio(lab) ?? nothing, toneOf(lab, 'hit'))]),
		numbers('fell back', 9, 7, lab => [counted(lab, lab.fellBack, 'warning')]),
		numbers('failed', 6, 4, lab => [counted(lab, lab.failed, 'failed')]),
		{
			name: 'lesson',
			heading: 'lesson',
			minWidth: 20,
			wishWidth: 34,
			maxWidth: 48,
			dropRank: 1,
			cell: lessonCell,
		},
		numbers('step', 4, 1, lab => [
			span(lab.lesson === undefined ? nothing : `${lab.lesson.step}/${lab.lesson.steps}`, toneOf(lab, 'title')),
		]),
		numbers('done', 4, 2, lab => [counted(lab, lab.lessonsDone, 'good')]),
		numbers('lag', 6, 8, lab => [span(lab.lagMs === 0 ? nothing : formatDuration(lab.lagMs), toneOf(lab, 'warning'))]),
		numbers('heard', 8, 1, lab => [heardWords(lab)]),
	];
	const marked = columns.map(column =>
		column.name === sort
			? { ...column, heading: `${column.name} ${isReversed ? '↓' : '↑'}`, minWidth: column.minWidth + 2 }
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

function numbers(name: string, minWidth: number, dropRank: number, cell: (lab: BoardLab) => Row): Column<BoardLab> {
	return { name, heading: name, minWidth, maxWidth: minWidth + 3, align: 'right', dropRank, cell };
}

/** The tone of a lab's cell: grey where the lab is quiet or gone. */
function toneOf(lab: BoardLab, tone: Tone): Tone {
	return statusOf(lab) === 'at work' ? tone : 'dim';
}

function counted(lab: BoardLab, count: number, tone: Tone): Span {
	return count === 0 ? span(nothing, 'dim') : span(formatCount(count), toneOf(lab, tone));
}

/** The lesson, whether the guess held, and how often something else was tried. */
function lessonCell(lab: BoardLab, room: number): Row {
	const { lesson } = lab;
	if (lesson === undefined) {
		return [span(nothing, 'dim')];
	}
	const guess = lesson.held === undefined ? '' : lesson.held ? '✓' : signs.failed;
	const tries = lesson.tries === 0 ? '' : lesson.tries === 1 ? '1 try' : `${formatCount(lesson.tries)} tries`;
	const marks = [guess, tries].filter(Boolean).join(' ');
	const name = clipMiddle(visibleLine(lesson.name), Math.max(4, room - (marks === '' ? 0 : marks.length + 1)));
	const tone = lesson.held === true && lesson.tries === 0 ? 'good' : 'warning';
	return [span(name, toneOf(lab, 'plain')), ...(marks === '' ? [] : [span(` ${marks}`, toneOf(lab, tone))])];
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
