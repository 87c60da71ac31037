import { Box } from 'ink';
import { Fragment, type ReactNode } from 'react';
import type { PoemSource } from '../../../events/events.ts';
import type { Histogram } from '../../../lab/snapshot/histogram.ts';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { Spread } from '../../components/spread.tsx';
import { formatCount, formatDuration, formatPlural } from '../../format.ts';
import { gap, padText, type Row, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { ViewProps } from '../../view.ts';
import { axisOf, axisRows, countOf } from './latency-axis.ts';
import { distanceRow } from './latency-distance.ts';
import { stripRows } from './latency-strip.ts';

const sources: readonly (readonly [PoemSource, Tone])[] = [
	['hit', 'hit'],
	['class-hit', 'hit'],
	['miss', 'miss'],
	['collapsed', 'collapsed'],
	['class-collapsed', 'collapsed'],
	['stale', 'stale'],
	['direct', 'plain'],
];

/** The widths of the words at the left, in columns: where a source has four rows, and where it has fewer. */
const labelWidths = { roomy: 18, narrow: 22 } as const;
const tallest = 14;

/** The histogram of the times that poems took, in the place of the panels. */
export function LatencyOverlay({ model: { snapshot }, width, height }: ViewProps): ReactNode {
	const { histogram } = snapshot;
	const total = countOf(sources.map(([source]) => countOf(histogram.counts[source])));
	return (
		<Panel
			{...{ width, height }}
			title="Latency"
			focused
			right={[span(formatPlural(total, 'whole poem'), 'dim')]}
			footer={total === 0 ? [] : [span('each as tall as its own most', 'dim')]}
			footerRight={total === 0 ? [] : [span('log scale', 'dim')]}
		>
			{total === 0 ? (
				<Rows rows={nothingYet(width - 4)} />
			) : (
				<Chart histogram={histogram} width={width - 3} height={height - 2} />
			)}
		</Panel>
	);
}

interface ChartProps {
	readonly histogram: Histogram;
	readonly width: number;
	readonly height: number;
}

/** True for a source that is left out while it has no poem: most labs have none. */
function isRare(source: PoemSource): boolean {
	return source === 'stale' || source.startsWith('class-');
}

/** A strip of bars for each way in which a poem came, over one axis. */
function Chart({ histogram, width, height }: ChartProps): ReactNode {
	const { counts, percentiles } = histogram;
	const filled = sources.filter(([source]) => countOf(counts[source]) > 0);
	const empty = sources.filter(([source]) => !isRare(source) && countOf(counts[source]) === 0);
	const between = height >= 28 ? 1 : 0;
	const { hit, miss } = percentiles;
	const hasBoth = hit !== undefined && miss !== undefined;
	const fixed = 2 + empty.length + between * (filled.length - 1) + (hasBoth && between === 0 ? 1 : 0);
	const rowCount = Math.max(1, Math.min(tallest, Math.floor((height - fixed) / filled.length)));
	const labelWidth = rowCount >= 4 ? labelWidths.roomy : labelWidths.narrow;
	const axis = axisOf(histogram, width - labelWidth - 2);
	return (
		<>
			{filled.map(([source, tone], index) => (
				<Fragment key={source}>
					<Box height={rowCount} flexShrink={0}>
						<Labels {...{ histogram, source, tone, rowCount }} width={labelWidth + 2} />
						<Rows rows={stripRows(axis, counts[source], tone, rowCount)} />
					</Box>
					{/* Between the hits and the misses stands how far they are apart, which is what a cache is for. */}
					{source === 'hit' && hasBoth ? (
						<Rows rows={[[...missTakes(labelWidth), ...distanceRow(axis, hit.p50, miss.p50)]]} />
					) : (
						<Box height={index < filled.length - 1 ? between : 0} flexShrink={0} />
					)}
				</Fragment>
			))}
			<Box paddingLeft={labelWidth + 2} flexShrink={0}>
				<Rows rows={axisRows(axis)} />
			</Box>
			{empty.map(([source]) => (
				<Spread
					key={source}
					width={labelWidth + 2}
					left={[span(source.toUpperCase(), 'dim')]}
					right={[span('none yet', 'dim')]}
				/>
			))}
		</>
	);
}

function missTakes(width: number): Row {
	return [gap(1), span(padText('a miss takes', width, 'right'), 'title'), gap(1)];
}

interface LabelsProps {
	readonly histogram: Histogram;
	readonly source: PoemSource;
	readonly tone: Tone;
	/** The number of rows; where it is small, the quantiles at the end share one. */
	readonly rowCount: number;
	readonly width: number;
}

/** The number of poems that came in one way, and the times that they took. */
function Labels({ histogram, source, tone, rowCount, width }: LabelsProps): ReactNode {
	const { p50, p90, p99 } = histogram.percentiles[source] ?? { p50: 0, p90: 0, p99: 0 };
	const count = formatCount(countOf(histogram.counts[source]));
	const line = (left: Row, right: Row): ReactNode => <Spread {...{ width, left, right }} />;
	const dim = (name: string): Row => [span(name, 'dim')];
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={rowCount} overflowY="hidden">
			{line([span(source.replace('-', ' ').toUpperCase(), tone, true)], [span(count, 'title')])}
			{line(dim('median'), [span(formatDuration(p50), tone, true)])}
			{rowCount < 4 && line([...dim('p90 '), span(formatDuration(p90))], [...dim('p99 '), span(formatDuration(p99))])}
			{rowCount >= 4 && line(dim('p90'), [span(formatDuration(p90))])}
			{rowCount >= 4 && line(dim('p99'), [span(formatDuration(p99))])}
		</Box>
	);
}

function nothingYet(width: number): readonly Row[] {
	const words =
		'No server of this lab has sent a whole poem yet. Fetch one through a proxy, and then once more: a MISS and a HIT.';
	return [[], ...wrapWords(words, width).map((row): Row => [gap(2), span(row, 'dim')])];
}
