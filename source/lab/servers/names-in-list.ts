/**
 * The names in a list with commas between them, where a name may contain a comma: of all ways to split the list, the one
 * with the fewest unknown names, and then with the longest names first.
 */
export function namesInList(list: string, isName: (text: string) => boolean): readonly string[] {
	const parts = list.split(',');
	/** The best split of the parts from each index on, and the number of its unknown names. */
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
