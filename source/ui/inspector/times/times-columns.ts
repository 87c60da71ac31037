import type { PlacedColumn } from '../../text/columns.ts';
import { gap, type Row, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';
import { timeUnit } from '../trace/time-unit.ts';
import type { Phase } from './phase.ts';

/** The phases as a waterfall: the columns for when each began, how long it took, and a bar on a scale that all share. */
export function timesColumns(
	phases: readonly Phase[],
	startTime: number,
	width: number,
): readonly PlacedColumn<Phase>[] {
	const from = Math.min(startTime, ...phases.map(phase => phase.startTime));
	const until = Math.max(startTime, ...phases.map(phase => phase.endTime));
	const { unit, text } = timeUnit(until - from);
	const nameWidth = Math.min(
		Math.max(12, ...phases.map(phase => textWidth(nameOf(phase)))),
		Math.max(12, Math.floor(width * 0.36)),
	);
	const numberWidth = Math.max(8, text(until - from).length);
	const rest = width - nameWidth - 2 * numberWidth - 3;
	const scale = { from, until, width: Math.max(0, rest - 11) };
	const number = (heading: string, cell: (phase: Phase) => Row): PlacedColumn<Phase> => ({
		column: { name: heading, heading: `${heading} ${unit}`, minWidth: numberWidth, align: 'right', dropRank: 0, cell },
		width: numberWidth,
	});
	return [
		{
			column: {
				name: 'name',
				heading: 'from the asking',
				minWidth: 12,
				dropRank: 0,
				cell: phase => [span(nameOf(phase), toneOfWords(phase))],
			},
			width: nameWidth,
		},
		number('from', phase => [span(text(phase.startTime - startTime), 'dim')]),
		number('took', phase => [span(text(phase.endTime - phase.startTime), toneOfWords(phase))]),
		{
			column: {
				name: 'bar',
				heading: ` ${scaleWords(scale, at => text(at - startTime))}`,
				minWidth: 0,
				dropRank: 0,
				cell: phase => [gap(1), ...barRow(phase, scale), ...stateMark(phase)],
			},
			width: Math.max(0, rest),
		},
	];
}

interface Scale {
	readonly from: number;
	readonly until: number;
	readonly width: number;
}

/** A bar to the half of a column: `╺━━╸`. What took no time is still a mark. */
function barRow(phase: Phase, scale: Scale): Row {
	const halves = 2 * scale.width;
	const place = (time: number) =>
		scale.until > scale.from ? ((time - scale.from) / (scale.until - scale.from)) * halves : 0;
	const start = Math.min(Math.floor(place(phase.startTime)), Math.max(0, halves - 1));
	const end = Math.min(halves, Math.max(start + 1, Math.round(place(phase.endTime))));
	const [full, left, right] = phase.depth === 0 ? ['━', '╸', '╺'] : ['─', '╴', '╶'];
	let bar = '';
	for (let column = Math.floor(start / 2); column * 2 < end; column += 1) {
		const hasLeft = start <= column * 2;
		const hasRight = end > column * 2 + 1;
		bar += hasLeft && hasRight ? full : hasLeft ? left : right;
	}
	return [gap(Math.floor(start / 2)), span(bar, toneOf(phase))];
}

/** The scale's marks: its beginning, middle and end, as far as they have room. */
function scaleWords({ from, until, width }: Scale, words: (time: number) => string): string {
	const [start, middle, end] = [words(from), words((from + until) / 2), words(until)];
	const between = width - start.length - end.length;
	if (between < 2) {
		return '';
	}
	const before = between < middle.length + 4 ? '' : start.padEnd(Math.floor(width / 2 - middle.length / 2)) + middle;
	return (before || start).padEnd(width - end.length) + end;
}

function stateMark(phase: Phase): Row {
	const { state, depth } = phase;
	return state === 'done'
		? []
		: [span(`${state === 'failed' ? ' ✗' : ' …'}${depth === 0 ? ` ${state}` : ''}`, toneOf(phase))];
}

function nameOf({ name, depth }: Phase): string {
	return `${'  '.repeat(depth)}${name}`;
}

function toneOfWords({ depth }: Phase): Tone {
	return depth === 0 ? 'title' : 'plain';
}

function toneOf({ state, depth }: Phase): Tone {
	return state === 'failed' ? 'failed' : state === 'running' || depth === 0 ? 'live' : 'good';
}
