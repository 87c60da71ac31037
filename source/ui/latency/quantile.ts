/** How many were counted in all. */
export function countOf(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}

/**
 * The duration in milliseconds that this share of all did not exceed, estimated within its bucket; infinite where it is
 * in the last bucket, which has no end, and undefined of nothing. Never over `longestMs`, which none can have taken.
 */
export function quantile(
	upToMs: readonly number[],
	counts: readonly number[],
	share: number,
	longestMs = Number.POSITIVE_INFINITY,
): number | undefined {
	const place = bucketPlace(counts, share);
	if (place === undefined) {
		return undefined;
	}
	const bucket = Math.floor(place);
	const upper = upToMs[bucket] ?? Number.POSITIVE_INFINITY;
	const lower = upToMs[bucket - 1] ?? upper;
	const estimate = lower === upper ? upper : lower * (upper / lower) ** (place - bucket);
	return Number.isFinite(estimate) ? Math.min(estimate, longestMs) : estimate;
}

/**
 * Where this share of all is, in buckets from the left: 2.5 is the middle of the third bucket. Those in one bucket are
 * taken as spread evenly over it. Undefined of nothing.
 */
export function bucketPlace(counts: readonly number[], share: number): number | undefined {
	const rank = Math.max(1, Math.ceil(countOf(counts) * share));
	let before = 0;
	for (const [bucket, count] of counts.entries()) {
		if (before + count >= rank) {
			return bucket + (rank - before - 0.5) / count;
		}
		before += count;
	}
	return undefined;
}
