import type { Histogram } from '../../../lab/snapshot/histogram.ts';
import { formatBound } from '../../format.ts';
import { gap, type Row, span } from '../../text/rows.ts';

/** The buckets that are shown, and their columns in a chart. */
export interface Axis {
	readonly from: number;
	readonly to: number;
	/** So many neighbouring buckets are shown as one. */
	readonly bucketsPerBar: number;
	readonly columnsPerBar: number;
	/** All of its columns. */
	readonly width: number;
	readonly upToMs: readonly number[];
}

/** Buckets a decade; the first bucket of all lies before the first decade. */
const decade = 10;

/** The sum of all counts. */
export function countOf(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}

/** The axis over all that was counted, two decades at least, and to the ends of its decades where that has room. */
export function axisOf({ upToMs, counts }: Pick<Histogram, 'upToMs' | 'counts'>, width: number): Axis {
	const all = Object.values(counts);
	const used = Array.from({ length: upToMs.length + 1 }, (_, bucket) => all.some(list => (list[bucket] ?? 0) > 0));
	const end = used.at(-1) === true ? used.length : upToMs.length;
	const first = Math.max(0, Math.min(used.indexOf(true), end - 2 * decade));
	const last = Math.max(used.lastIndexOf(true) + 1, first + 2 * decade);
	const bucketsPerBar = Math.max(1, Math.ceil((last - first) / Math.max(1, width)));
	const needed = Math.ceil((last - first) / bucketsPerBar);
	const columnsPerBar = Math.max(1, Math.floor(width / needed));
	const room = Math.max(0, Math.floor(width / columnsPerBar) - needed) * bucketsPerBar;
	const from = first - Math.min(room, first === 0 ? 0 : (first - 1) % decade);
	const decadeEnd = Math.min(end, Math.ceil((last - 1) / decade) * decade + 1);
	const to = Math.max(last, Math.min(decadeEnd, last + room - (first - from)));
	const bars = Math.ceil((to - from) / bucketsPerBar);
	return { from, to, bucketsPerBar, columnsPerBar, width: bars * columnsPerBar, upToMs };
}

/** The count of each bar. */
export function barsOf({ from, to, bucketsPerBar }: Axis, counts: readonly number[]): readonly number[] {
	return Array.from({ length: Math.ceil((to - from) / bucketsPerBar) }, (_, bar) =>
		countOf(counts.slice(from + bar * bucketsPerBar, Math.min(to, from + (bar + 1) * bucketsPerBar))),
	);
}

/** The column of a place that is counted in buckets. */
export function axisColumn({ from, bucketsPerBar, columnsPerBar, width }: Axis, place: number): number {
	const column = Math.floor(((place - from) / bucketsPerBar) * columnsPerBar);
	return Math.max(0, Math.min(width - 1, column));
}

/** The column of a duration, which is always one of its bar's. */
export function columnOfMs(axis: Axis, ms: number): number {
	const found = axis.upToMs.findIndex(bound => ms <= bound);
	const bucket = found === -1 ? axis.upToMs.length : found;
	const [lower, upper] = [axis.upToMs[bucket - 1], axis.upToMs[bucket]];
	const within = lower === undefined || upper === undefined ? 0.5 : Math.log(ms / lower) / Math.log(upper / lower);
	return axisColumn(axis, bucket + Math.min(within, 0.999));
}

/** The columns at which decades begin, each with its label. */
export function decadesOf(axis: Axis): readonly { readonly column: number; readonly label: string }[] {
	return axis.upToMs.flatMap((ms, bucket) =>
		bucket % decade === 0 && bucket + 1 >= axis.from && bucket + 1 < axis.to
			? [{ column: axisColumn(axis, bucket + 1), label: formatBound(ms) }]
			: [],
	);
}

/** The axis' own two rows: its line with a tick at each decade, and the names of the decades. */
export function axisRows(axis: Axis): readonly [Row, Row] {
	const line = new Array<string>(axis.width).fill('─');
	const names: Row[number][] = [];
	let written = 0;
	for (const { column, label } of decadesOf(axis)) {
		line[column] = '┴';
		if (column >= written) {
			names.push(gap(column - written), span(label, 'dim'));
			written = column + label.length + 1;
			names.push(gap(1));
		}
	}
	return [[span(line.join(''), 'dim')], names];
}
