import type { LatencyBucket, Percentiles } from '../../../events/events.ts';
import type { CrowdState } from '../../../lab/snapshot/crowd-state.ts';
import { formatBound, formatCount, formatDuration } from '../../format.ts';
import { gap, padText, type Row, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { countOf } from '../latency/latency-axis.ts';

const labelWidth = 10;
const countWidth = 7;
/** The fewest bars, so that they do not jump while the first clients come in. */
const leastBars = 6;

type CrowdTimes = Pick<CrowdState, 'latencies' | 'firstByteMs' | 'wholeMs'>;

type Measure = 'firstByte' | 'whole';

/** The buckets that both charts show, so that they can be compared. */
interface Range {
	readonly first: number;
	readonly last: number;
}

/** The times until the whole poem and, where there is room, until its first byte: a bar for each bucket. */
export function crowdLatencyRows(crowd: CrowdTimes, width: number, height: number): readonly Row[] {
	const { latencies } = crowd;
	if (latencies.every(({ firstByte, whole }) => firstByte + whole === 0)) {
		return [[span('No byte of a poem has come yet.', 'dim')]];
	}
	const both = rangeOf(latencies, Math.max(1, Math.floor((height - 3) / 2)));
	if (holdsAll(latencies, both)) {
		return [...chartRows(crowd, 'firstByte', both, width), [], ...chartRows(crowd, 'whole', both, width)];
	}
	return chartRows(crowd, 'whole', rangeOf(latencies, Math.max(1, height - 1)), width);
}

const looks: { readonly [measure in Measure]: readonly [title: string, tone: Tone] } = {
	firstByte: ['first byte', 'miss'],
	whole: ['whole poem', 'live'],
};

function chartRows(
	{ latencies, firstByteMs, wholeMs }: CrowdTimes,
	measure: Measure,
	range: Range,
	width: number,
): readonly Row[] {
	const counts = latencies.map(bucket => bucket[measure]);
	const measured = measure === 'firstByte' ? firstByteMs : wholeMs;
	const [title, tone] = looks[measure];
	const bars = barsIn(latencies, counts, range);
	const most = Math.max(1, ...bars.map(({ count }) => count));
	const room = Math.max(1, width - labelWidth - countWidth - 2);
	// A recording of an earlier version has only the bars.
	const missing = countOf(counts) === 0 ? 'none yet' : 'unknown';
	const value = (name: keyof Percentiles): string =>
		measured === undefined ? missing : formatDuration(measured[name]);
	const quantiles: Row = [
		span('median ', 'dim'),
		span(value('p50'), tone, true),
		span('  p99 ', 'dim'),
		span(value('p99')),
	];
	const head = [gap(labelWidth - title.length), span(title, 'title')];
	return [
		[...head, gap(1), ...quantiles],
		...bars.map(({ label, count }): Row => {
			const columns = count === 0 ? 0 : Math.max(1, Math.round((count / most) * room));
			return [
				span(padText(label, labelWidth, 'right'), 'dim'),
				gap(1),
				span('█'.repeat(columns), tone),
				span(columns === 0 ? '·' : ` ${formatCount(count)}`, columns === 0 ? 'dim' : 'plain'),
			];
		}),
	];
}

/** The buckets from the first that holds anything to the last, at most so many. */
function rangeOf(latencies: readonly LatencyBucket[], room: number): Range {
	const last = Math.max(latencies.findLastIndex(isFilled), Math.min(room, leastBars, latencies.length) - 1);
	const first = Math.max(0, Math.min(latencies.findIndex(isFilled), last - leastBars + 1), last - room + 1);
	return { first, last };
}

function holdsAll(latencies: readonly LatencyBucket[], { first }: Range): boolean {
	return first <= latencies.findIndex(isFilled);
}

function isFilled({ firstByte, whole }: LatencyBucket): boolean {
	return firstByte + whole > 0;
}

interface Bar {
	readonly label: string;
	readonly count: number;
}

/** A bar for each of these buckets; the first one also counts the clients of all buckets before it. */
function barsIn(
	latencies: readonly LatencyBucket[],
	counts: readonly number[],
	{ first, last }: Range,
): readonly Bar[] {
	const before = countOf(counts.slice(0, first));
	return latencies.slice(first, last + 1).map(({ upToMs }, at) => ({
		label: upToMs === undefined ? '> 100 s' : `≤ ${formatBound(upToMs)}`,
		count: (counts[first + at] ?? 0) + (at === 0 ? before : 0),
	}));
}
