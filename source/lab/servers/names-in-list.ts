/**
 * The names in a list with commas between them, where a name may hold a comma itself: of all ways to read it the one
 * with the fewest names that are none, and the longest names first.
 */
export function namesInList(list: string, isName: (text: string) => boolean): readonly string[] {
	const parts = list.split(',');
	/** The best reading of the parts from each place on, and how many of its names are none. */
	const readings: { readonly names: readonly string[]; readonly unknown: number }[] = [];
	readings[parts.length] = { names: [], unknown: 0 };
	for (let start = parts.length - 1; start >= 0; start -= 1) {
		for (let end = parts.length; end > start; end -= 1) {
			const name = parts.slice(start, end).join(',');
			const isKnown = isName(name);
			const rest = readings[end];
			if (rest === undefined || (!isKnown && end > start + 1)) {
				continue;
			}
			const unknown = rest.unknown + (isKnown ? 0 : 1);
			if (unknown < (readings[start]?.unknown ?? Number.POSITIVE_INFINITY)) {
				readings[start] = { names: [name, ...rest.names], unknown };
			}
		}
	}
	return readings[0]?.names ?? [];
}
