/** The value below which this part of the values lies, from 0 to 1, by the nearest rank; NaN where there are none. */
export function quantile(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const rank = Math.max(1, Math.ceil(part * sorted.length));
	return sorted[rank - 1] ?? Number.NaN;
}

/** The middle value, or the mean of the two in the middle; NaN where there are none. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/**
 * How many times the yardstick something is: the median of the ratios of each round, so that what was going on on the
 * machine in one round weighs on both sides. A round that lacks one of the two does not count; NaN where none has both.
 */
export function medianRatio(
	values: readonly (number | undefined)[],
	yardstick: readonly (number | undefined)[],
): number {
	return median(
		values.flatMap((value, round) => {
			const one = yardstick[round];
			return value === undefined || one === undefined || one === 0 ? [] : [value / one];
		}),
	);
}
