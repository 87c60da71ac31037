/** The first index from which on a condition is true, found by halving; `count` where it is true for none. */
export function firstIndex(count: number, isTrue: (index: number) => boolean): number {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (isTrue(middle)) {
			high = middle;
		} else {
			low = middle + 1;
		}
	}
	return low;
}
