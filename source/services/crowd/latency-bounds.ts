/**
 * The upper ends of latency buckets in milliseconds, from 0.1 ms to 100 s: a decade is cut at each of these steps, which
 * begin with 1 and ascend below 10. What takes longer than the last one has a bucket without an end.
 */
function latencyBounds(steps: readonly number[]): readonly number[] {
	const decades = [0.1, 1, 10, 100, 1_000, 10_000];
	// Rounded, since 0.1 times 3.2 is not quite 0.32.
	const bounds = decades.flatMap(decade => steps.map(step => Number((decade * step).toPrecision(3))));
	return [...bounds, 100_000];
}

/** The index of the first bound that a duration is not longer than; the number of bounds where it is longer than all. */
export function latencyBucket(bounds: readonly number[], ms: number): number {
	let low = 0;
	let high = bounds.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ms <= (bounds[middle] ?? Number.POSITIVE_INFINITY)) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}

/** Three buckets a decade: enough for a table that a person reads. */
export const coarseBoundsMs = latencyBounds([1, 2, 5]);

/** Ten buckets a decade, each some quarter wider than the one before: enough for a median. The coarse ones are among them. */
export const fineBoundsMs = latencyBounds([1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8]);
