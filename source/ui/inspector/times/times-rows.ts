import { fitRow, gap, padText, type Row, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import type { Tone } from '../../theme.ts';
import type { Phase } from './times.ts';

const numberWidth = 9;
const gutter = 2;

/** The phases as a waterfall: each with when it began, how long it took, and a bar on a scale that all share. */
export function timesRows(phases: readonly Phase[], startTime: number, width: number): readonly Row[] {
	const from = Math.min(startTime, ...phases.map(phase => phase.startTime));
	const until = Math.max(startTime, ...phases.map(phase => phase.endTime));
	const inSeconds = until - from >= 10_000;
	const number = (ms: number) => (ms / (inSeconds ? 1_000 : 1)).toFixed(inSeconds ? 3 : 1);
	const names = phases.map(({ name, depth }) => `${'  '.repeat(depth)}${name}`);
	const nameWidth = Math.min(Math.max(12, ...names.map(textWidth)), Math.max(12, Math.floor(width * 0.36)));
	const barWidth = Math.max(0, width - nameWidth - 2 * numberWidth - 2 * gutter - 8);
	const unit = inSeconds ? 's' : 'ms';
	const scale = { from, until, width: barWidth };
	const head: Row = [
		gap(nameWidth),
		span(padText(`from ${unit}`, numberWidth, 'right'), 'dim'),
		span(padText(`took ${unit}`, numberWidth, 'right'), 'dim'),
		gap(gutter),
		...scaleRow(scale, at => number(at - startTime)),
	];
	return [
		head,
		...phases.map((phase, index): Row => {
			const tone = toneOf(phase);
			return [
				...fitRow([span(padText(names[index] ?? '', nameWidth), phase.depth === 0 ? 'title' : 'plain')], nameWidth),
				span(padText(number(phase.startTime - startTime), numberWidth, 'right'), 'dim'),
				span(
					padText(number(phase.endTime - phase.startTime), numberWidth, 'right'),
					phase.depth === 0 ? 'title' : 'plain',
				),
				gap(gutter),
				...barRow(phase, scale, tone),
				...(phase.state === 'done'
					? []
					: [
							span(phase.state === 'failed' ? ' ✗' : ' …', tone),
							span(phase.depth === 0 ? ` ${phase.state}` : '', tone),
						]),
			];
		}),
	];
}

interface Scale {
	readonly from: number;
	readonly until: number;
	readonly width: number;
}

/** A bar to the half of a column: `╺━━╸`. What took no time is still a mark. */
function barRow({ startTime, endTime, depth }: Phase, scale: Scale, tone: Tone): Row {
	const halves = 2 * scale.width;
	const place = (time: number) =>
		scale.until > scale.from ? ((time - scale.from) / (scale.until - scale.from)) * halves : 0;
	const start = Math.min(Math.floor(place(startTime)), Math.max(0, halves - 1));
	const end = Math.min(halves, Math.max(start + 1, Math.round(place(endTime))));
	const [full, left, right] = depth === 0 ? ['━', '╸', '╺'] : ['─', '╴', '╶'];
	let bar = '';
	for (let column = Math.floor(start / 2); column * 2 < end; column += 1) {
		const hasLeft = start <= column * 2;
		const hasRight = end > column * 2 + 1;
		bar += hasLeft && hasRight ? full : hasLeft ? left : right;
	}
	return [gap(Math.floor(start / 2)), span(bar, tone)];
}

/** The scale's marks: its beginning, middle and end, as far as they have room. */
function scaleRow({ from, until, width }: Scale, words: (time: number) => string): Row {
	const [start, middle, end] = [from, (from + until) / 2, until].map(words);
	if (start === undefined || middle === undefined || end === undefined || width < start.length + end.length + 2) {
		return [];
	}
	const between = width - start.length - end.length;
	if (between < middle.length + 4) {
		return [span(start, 'dim'), gap(between), span(end, 'dim')];
	}
	const before = Math.floor(width / 2 - middle.length / 2) - start.length;
	return [
		span(start, 'dim'),
		gap(before),
		span(middle, 'dim'),
		gap(between - before - middle.length),
		span(end, 'dim'),
	];
}

function toneOf({ state, depth }: Phase): Tone {
	if (state === 'done') {
		return depth === 0 ? 'live' : 'good';
	}
	return state === 'failed' ? 'failed' : 'live';
}
