import { createHistogram } from 'node:perf_hooks';
import type { Percentiles } from '../../events/events.ts';

/** The count, the shortest and the longest of some durations, in milliseconds. */
export interface DurationRange {
	readonly count: number;
	readonly minMs: number;
	readonly maxMs: number;
}

/**
 * The nearest-rank percentiles of some durations, none beyond their shortest and longest; undefined where there are none.
 * `atRank` gives the duration with that place among all in their order, from 1, in milliseconds.
 */
export function percentilesOf(
	{ count, minMs, maxMs }: DurationRange,
	atRank: (rank: number) => number,
): Percentiles | undefined {
	if (count === 0) {
		return undefined;
	}
	const share = (percent: number): number => {
		const ms = atRank(Math.ceil((percent * count) / 100));
		return Math.min(Math.max(ms, minMs), maxMs);
	};
	return { p50: share(50), p90: share(90), p99: share(99), max: maxMs };
}

/** A day in nanoseconds: what takes longer counts as that long, but for `max`, which is exact. */
const longestNs = 86_400e9;

/** Measures durations as they come, each to three digits, in space that does not grow with their number. */
export class LatencyMeter {
	readonly #histogram = createHistogram({ lowest: 1, highest: longestNs, figures: 3 });
	#count = 0;
	#minMs = Number.POSITIVE_INFINITY;
	#maxMs = 0;

	/** Adds one duration, in milliseconds. */
	note(ms: number): void {
		this.#count += 1;
		this.#minMs = Math.min(this.#minMs, ms);
		this.#maxMs = Math.max(this.#maxMs, ms);
		this.#histogram.record(Math.min(Math.max(1, Math.round(ms * 1e6)), longestNs));
	}

	/** The percentiles so far; undefined where there is no duration. */
	percentiles(): Percentiles | undefined {
		const extent = { count: this.#count, minMs: this.#minMs, maxMs: this.#maxMs };
		// A quarter less, since the histogram rounds a rank to the nearest one, or up: its versions differ.
		return percentilesOf(extent, rank => this.#histogram.percentile(((rank - 0.25) / this.#count) * 100) / 1e6);
	}
}
