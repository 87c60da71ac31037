/** The first index below `count` for which something is true that is true for all after it; `count` where it is for none. */
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
