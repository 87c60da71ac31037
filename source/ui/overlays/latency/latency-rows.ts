import type { Percentiles } from '../../../events/events.ts';
import type { Histogram, PoemSource } from '../../../lab/lab.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { formatCount, formatDuration, formatPlural } from '../../format.ts';
import { fitRow, gap, padText, type Row, span, spreadRow } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { Tone } from '../../theme.ts';
import { countOf } from './count-of.ts';
import { type Axis, axisOf, axisRows } from './latency-axis.ts';
import { distanceRow } from './latency-distance.ts';
import { stripRows } from './latency-strip.ts';

const sources: readonly (readonly [PoemSource, Tone])[] = [
	['hit', 'hit'],
	['miss', 'miss'],
	['collapsed', 'collapsed'],
	['stale', 'stale'],
	['direct', 'plain'],
];

/** How wide the words at the left are where a source has four rows, and where it has fewer. */
const labelWidths = { roomy: 18, narrow: 22 } as const;
const tallest = 14;

/** The whole lab's latencies: a strip of bars for each way in which a poem came, over one axis. */
export function latencyPanel(histogram: Histogram, width: number, height: number): DrawnPanelProps {
	const total = countOf(sources.map(([source]) => countOf(histogram.counts[source])));
	const content = total === 0 ? nothingYet(width - 4) : chartRows(histogram, width - 3, Math.max(0, height - 2));
	return {
		width,
		height,
		title: 'Latency',
		focused: true,
		right: [span(formatPlural(total, 'whole poem'), 'dim')],
		footer: total === 0 ? [] : [span('each as tall as its own most', 'dim')],
		footerRight: total === 0 ? [] : [span('log scale', 'dim')],
		rows: content,
	};
}

function chartRows(histogram: Histogram, width: number, height: number): readonly Row[] {
	const { counts } = histogram;
	const filled = sources.filter(([source]) => countOf(counts[source]) > 0);
	const empty = sources.filter(([source]) => source !== 'stale' && countOf(counts[source]) === 0);
	const between = height >= 28 ? 1 : 0;
	const hasBoth = countOf(counts.hit) > 0 && countOf(counts.miss) > 0;
	const fixed = 2 + empty.length + between * (filled.length - 1) + (hasBoth && between === 0 ? 1 : 0);
	const rowsEach = Math.max(1, Math.min(tallest, Math.floor((height - fixed) / filled.length)));
	const labelWidth = rowsEach >= 4 ? labelWidths.roomy : labelWidths.narrow;
	const axis = axisOf(histogram, width - labelWidth - 2);
	const strips = filled.flatMap(([source, tone], index): readonly Row[] => {
		const labels = labelRows(histogram, source, tone, rowsEach, labelWidth);
		const bars = stripRows(axis, counts[source], tone, rowsEach);
		const rows = bars.map((bar, at): Row => [gap(1), ...(labels[at] ?? [gap(labelWidth)]), gap(1), ...bar]);
		return [...rows, ...afterStrip(histogram, axis, source, labelWidth, between === 1 && index < filled.length - 1)];
	});
	const none = empty.map(
		([source]): Row => [
			gap(1),
			...spreadRow([span(source.toUpperCase(), 'dim')], [span('none yet', 'dim')], labelWidth),
		],
	);
	return [...strips, ...axisRows(axis).map((row): Row => [gap(labelWidth + 2), ...row]), ...none];
}

/** Between the hits and the misses stands how far they are apart, which is what a cache is for. */
function afterStrip(
	{ percentiles: { hit, miss } }: Histogram,
	axis: Axis,
	source: PoemSource,
	labelWidth: number,
	spaced: boolean,
): readonly Row[] {
	if (source === 'hit' && hit !== undefined && miss !== undefined) {
		const label = span(padText('a miss takes', labelWidth, 'right'), 'title');
		return [[gap(1), label, gap(1), ...distanceRow(axis, hit.p50, miss.p50)]];
	}
	return spaced ? [[]] : [];
}

function labelRows(
	{ counts, percentiles }: Histogram,
	source: PoemSource,
	tone: Tone,
	rowCount: number,
	width: number,
): readonly Row[] {
	const value = (name: keyof Percentiles): string => formatDuration(percentiles[source]?.[name] ?? 0);
	const line = (name: string, words: string): Row => spreadRow([span(name, 'dim')], [span(words)], width);
	const head = spreadRow(
		[span(source.toUpperCase(), tone, true)],
		[span(formatCount(countOf(counts[source])), 'title')],
		width,
	);
	const median = spreadRow([span('median', 'dim')], [span(value('p50'), tone, true)], width);
	const ends =
		rowCount >= 4
			? [line('p90', value('p90')), line('p99', value('p99'))]
			: [spreadRow([span('p90 ', 'dim'), span(value('p90'))], [span('p99 ', 'dim'), span(value('p99'))], width)];
	return [head, median, ...ends].map(row => fitRow(row, width));
}

function nothingYet(width: number): readonly Row[] {
	const words =
		'No server of this lab has sent a whole poem yet. Fetch one through a proxy, and then once more: a MISS and a HIT.';
	return [[], ...wrapWords(words, width).map((row): Row => [gap(2), span(row, 'dim')])];
}
