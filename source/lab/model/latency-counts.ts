import type { Percentiles } from '../../events/events.ts';
import { percentilesOf } from '../../services/crowd/percentiles.ts';

/**
 * Durations, counted so finely that none is off by more than 0.4 %, in buckets as an HdrHistogram has them: 128 to each
 * doubling, from a nanosecond on. Plain data, since a recording tells of it and a replay goes back to it.
 */
export interface LatencyCounts {
	count: number;
	minMs: number;
	maxMs: number;
	/** One number for each bucket, up to the last one that holds any. */
	buckets: Uint32Array;
}

const halfBuckets = 128;
/** The longest time that is told apart, some three months; a longer one counts as this, but `max` is exact. */
const longestNs = 2 ** 53;

/** Nothing was counted yet. */
export function noLatencies(): LatencyCounts {
	return { count: 0, minMs: Number.POSITIVE_INFINITY, maxMs: 0, buckets: new Uint32Array(0) };
}

/** Counts one duration, in milliseconds. */
export function countLatency(counts: LatencyCounts, ms: number): void {
	const bucket = bucketOf(ms);
	makeRoom(counts, bucket + 1);
	counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
	counts.count += 1;
	counts.minMs = Math.min(counts.minMs, ms);
	counts.maxMs = Math.max(counts.maxMs, ms);
}

/** Sets the buckets from this one on. */
export function setBuckets(counts: LatencyCounts, first: number, buckets: readonly number[]): void {
	makeRoom(counts, first + buckets.length);
	counts.buckets.set(buckets, first);
}

function makeRoom(counts: LatencyCounts, length: number): void {
	if (length > counts.buckets.length) {
		const buckets = new Uint32Array(length);
		buckets.set(counts.buckets);
		counts.buckets = buckets;
	}
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
	if (ns < 2 ** 31) {
		// Nearly all last no longer than two seconds, and whole numbers of 32 bits are several times as quick.
		const doublings = Math.max(0, Math.clz32(halfBuckets) - Math.clz32(ns));
		return doublings * halfBuckets + (ns >>> doublings);
	}
	const doublings = Math.floor(Math.log2(ns / halfBuckets));
	return doublings * halfBuckets + Math.floor(ns / 2 ** doublings);
}

/** The middle of a bucket, in nanoseconds. */
function middleOf(bucket: number): number {
	const doublings = Math.max(0, Math.floor(bucket / halfBuckets) - 1);
	const width = 2 ** doublings;
	return (bucket - doublings * halfBuckets) * width + (width - 1) / 2;
}
