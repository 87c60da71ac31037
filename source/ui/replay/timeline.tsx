import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { LiveState, ReplayState } from '../../lab/snapshot/replay-state.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { Spans } from '../components/spans.tsx';
import { formatClock, formatCount, formatDay, formatDuration, formatPlural } from '../format.ts';
import { lessonMarks } from '../lessons/lesson-marks.ts';
import { gap, joinSpans, type Row, rowWidth, type Span, span } from '../text/rows.ts';

/** The least width of a bar, in columns: a shorter one says nothing. */
const leastBar = 8;

export interface TimelineProps {
	readonly replay: ReplayState;
	readonly width: number;
}

/** One row about a replay: playing or paused, the recorded time, a bar for the place, and the number of damaged lines. */
export function Timeline({ replay, width }: TimelineProps): ReactNode {
	const [left, right] = wordsThatFit(replay, width);
	return (
		<Box width={width} height={1} flexShrink={0} paddingX={1} columnGap={2} overflow="hidden">
			<Spans row={left} />
			<Spans row={barRow(replay, barWidth([left, right], width))} />
			<Spans row={right} />
		</Box>
	);
}

type Words = readonly [left: Row, right: Row];

/** The width of the bar between these words, in columns. */
function barWidth([left, right]: Words, width: number): number {
	return Math.max(0, width - rowWidth(left) - rowWidth(right) - 6);
}

/** The words at both sides of the bar: as many as leave it room. */
function wordsThatFit(replay: ReplayState, width: number): Words {
	const { at, total, skippedLines, live } = replay;
	const badge: Row = [{ text: live === undefined ? ' REPLAY ' : ' LIVE ', tone: 'focus', inverse: true }];
	const play = live === undefined ? playWords(replay) : liveWords(replay, live);
	const session = live === undefined ? sessionWords(replay) : [];
	const dated = joined(badge, play, timeWords(replay, true), session);
	const timed = joined(badge, play, timeWords(replay, false), session);
	const bare = joined(play, timeWords(replay, false), session);
	const position: Row = [span(formatCount(at), 'title'), span(` of ${formatCount(total)}`, 'dim')];
	const warning = (words: string): Row => (skippedLines === 0 ? [] : [span(words, 'warning')]);
	const skipped = [...warning(`${formatPlural(skippedLines, 'damaged line')} left out`), ...leftOutWords(live)];
	const short = warning(`✗ ${formatCount(skippedLines)}`);
	const marks = marksIn(replay);
	const lesson = [...lessonWords(replay, true), ...marks];
	const step = lessonWords(replay, false);
	const last: Words = [play, position];
	const ways: readonly Words[] = [
		[dated, joined(position, lengthWords(replay), lesson, skipped)],
		[timed, joined(position, lesson, skipped)],
		[timed, joined(position, [...step, ...marks], skipped)],
		[timed, joined(position, step, skipped)],
		[timed, joined(position, step, short)],
		[timed, joined(position, skipped)],
		[timed, joined(position, short)],
		[bare, joined(position, step, short)],
		[bare, joined(position, short)],
		[joined(play, session), joined(position, short)],
	];
	const generous = Math.max(leastBar, Math.floor(width / 4));
	return ways.find((way, index) => barWidth(way, width) >= (index === 0 ? generous : leastBar)) ?? last;
}

function joined(...parts: readonly Row[]): Row {
	return joinSpans(
		parts.filter(part => part.length > 0),
		gap(2),
	);
}

function playWords({ playing, speed }: ReplayState): Row {
	return playing
		? [span('▶ playing ', 'live', true), span(`${speed}x`, 'title')]
		: [span('■ paused ', 'warning'), span(`${speed}x`, 'dim')];
}

/** Whose lab it is, and whether what comes is shown. */
function liveWords({ playing }: ReplayState, { name, away }: LiveState): Row {
	const whose = span(` ${visibleLine(name)}`, 'title');
	if (away !== undefined) {
		return [span('✗ class away', 'warning', true), whose];
	}
	return playing ? [span('▶ live', 'live', true), whose] : [span('■ held still', 'warning'), whose];
}

function leftOutWords(live: LiveState | undefined): Row {
	return live === undefined || live.eventsLeftOut === 0
		? []
		: [span(`${formatPlural(live.eventsLeftOut, 'event')} left out`, 'dim')];
}

function timeWords({ total, time, clockShiftMs = 0 }: ReplayState, dated: boolean): Row {
	if (total === 0) {
		return [];
	}
	const wall = time + clockShiftMs;
	return [...(dated ? [span(`${formatDay(wall)} `, 'dim')] : []), span(formatClock(wall), 'title')];
}

/** The lesson that was under way. */
function lessonWords({ lesson }: ReplayState, named: boolean): Row {
	return lesson === undefined
		? []
		: [
				span(named ? visibleLine(lesson.title) : 'lesson', 'title'),
				span(` step ${lesson.step} of ${lesson.steps}`, 'dim'),
			];
}

/** What has come of the step of the lesson. */
function marksIn({ lesson }: ReplayState): Row {
	const marks = lesson && lessonMarks(lesson);
	return marks === undefined ? [] : [gap(1), marks];
}

/** The number of the recording, where a file has several. */
function sessionWords({ sessions }: ReplayState): Row {
	return sessions === undefined
		? []
		: [
				span(`recording ${formatCount(sessions.number)}`, 'title'),
				span(` of ${formatCount(sessions.starts.length)}`, 'dim'),
			];
}

/** The time since the recording's beginning, and its length. */
function lengthWords({ total, time, startTime, endTime }: ReplayState): Row {
	return total === 0
		? []
		: [span(`${formatDuration(time - startTime)} of ${formatDuration(endTime - startTime)}`, 'dim')];
}

/** A bar with a knob at the place of the replay, a tick at each tenth, and a seam where another recording begins. */
function barRow({ at, total, sessions, live }: ReplayState, width: number): Row {
	if (width <= 0) {
		return [];
	}
	const { from = 0 } = live ?? {};
	const placeOf = (index: number): number =>
		Math.round((total === from ? 0 : Math.max(0, index - from) / (total - from)) * (width - 1));
	const knob = placeOf(at);
	const ticks = new Set(
		width < 30 ? [] : Array.from({ length: 9 }, (_, i) => Math.round(((i + 1) / 10) * (width - 1))),
	);
	const seams = new Set(sessions?.starts.slice(1).map(placeOf));
	const cells = (from: number, to: number, line: string, tick: string): string =>
		Array.from({ length: Math.max(0, to - from) }, (_, index) =>
			seams.has(from + index) ? seam : ticks.has(from + index) ? tick : line,
		).join('');
	const pieces: readonly Span[] = [
		span(cells(0, knob, '━', '┿'), 'live'),
		span('●', 'focus'),
		span(cells(knob + 1, width, '─', '┼'), 'dim'),
	];
	return pieces.filter(({ text }) => text !== '');
}

const seam = '╳';
