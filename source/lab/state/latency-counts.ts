import type { Percentiles } from '../../events/events.ts';
import { percentilesOf } from '../../services/percentiles.ts';

/**
 * Durations, counted so finely that none is off by more than 0.4 %, in buckets as an HdrHistogram has them: 128 to each
 * doubling, from a nanosecond on. Plain data that is copied and kept, as a state has to be that a replay steps back to.
 */
export interface LatencyCounts {
	readonly count: number;
	readonly minMs: number;
	readonly maxMs: number;
	/** One number for each bucket, up to the last one that holds any. */
	readonly buckets: Uint32Array;
}

const halfBuckets = 128;
/** What takes longer counts as that long, some three months, but for `max`, which is exact. */
const longestNs = 2 ** 53;

/** How many buckets there are at most. */
export const latencyBuckets = bucketOf(longestNs / 1e6) + 1;

/** Nothing was counted yet. */
export const noLatencies: LatencyCounts = {
	count: 0,
	minMs: Number.POSITIVE_INFINITY,
	maxMs: 0,
	buckets: new Uint32Array(0),
};

/** The counts with these durations, in milliseconds, among them. */
export function withLatencies(counts: LatencyCounts, durationsMs: readonly number[]): LatencyCounts {
	const places = durationsMs.map(bucketOf);
	const length = Math.max(counts.buckets.length, ...places.map(place => place + 1));
	const buckets = new Uint32Array(length);
	buckets.set(counts.buckets);
	for (const place of places) {
		buckets[place] = (buckets[place] ?? 0) + 1;
	}
	return {
		count: counts.count + durationsMs.length,
		minMs: Math.min(counts.minMs, ...durationsMs),
		maxMs: Math.max(counts.maxMs, ...durationsMs),
		buckets,
	};
}

/** The percentiles of what was counted; undefined of nothing. */
export function percentilesIn(counts: LatencyCounts): Percentiles | undefined {
	return percentilesOf(counts, rank => {
		let before = 0;
		const place = counts.buckets.findIndex(count => {
			before += count;
			return before >= rank;
		});
		return middleOf(place) / 1e6;
	});
}

/** Each number up to 255 has a bucket of its own; then a bucket is twice as wide after each doubling. */
function bucketOf(ms: number): number {
	const ns = Math.min(Math.max(0, Math.round(ms * 1e6)), longestNs);
	const doublings = Math.max(0, Math.floor(Math.log2(ns / halfBuckets)));
	return doublings * halfBuckets + Math.floor(ns / 2 ** doublings);
}

/** The middle of a bucket, in nanoseconds. */
function middleOf(bucket: number): number {
	const doublings = Math.max(0, Math.floor(bucket / halfBuckets) - 1);
	const width = 2 ** doublings;
	return (bucket - doublings * halfBuckets) * width + (width - 1) / 2;
}
