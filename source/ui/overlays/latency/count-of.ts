/** How many were counted in all. */
export function countOf(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
