/** The most similar of these words, for one that is misspelled or unfinished; undefined where none is similar enough. */
export function nearest(given: string, words: readonly string[]): string | undefined {
	const lower = given.toLowerCase();
	let best: { readonly word: string; readonly slips: number } | undefined;
	for (const word of words) {
		// A word that was not finished is nearer than one that was written wrong.
		const slips = isBegun(word, lower) ? 0.5 : slipsBetween(lower, word.toLowerCase());
		if (slips <= Math.max(1, Math.floor(word.length / 3)) && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) {
			best = { word, slips };
		}
	}
	return best?.word;
}

/** The end of a sentence that refuses a word: `: did you mean --transform?`, or a full stop where nothing is near. */
export function didYouMean(given: string, words: readonly string[], written = (word: string) => word): string {
	const near = nearest(given, words);
	return near === undefined ? '.' : `: did you mean ${written(near)}?`;
}

/** The same where the words are few: `: it is one of bash, zsh, fish.` where nothing is near. */
export function oneOf(given: string, words: readonly string[]): string {
	return nearest(given, words) === undefined ? `: it is one of ${words.join(', ')}.` : didYouMean(given, words);
}

function isBegun(word: string, given: string): boolean {
	return given.length >= 2 && given.length < word.length && word.toLowerCase().startsWith(given);
}

/** The edit distance of two words: insertions, deletions, changes, and swaps of neighbours (Damerau-Levenshtein). */
function slipsBetween(from: string, to: string): number {
	let before: readonly number[] = [];
	let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
	for (let y = 1; y <= from.length; y += 1) {
		const next = [y];
		for (let x = 1; x <= to.length; x += 1) {
			const same = from[y - 1] === to[x - 1];
			const swapped = y > 1 && x > 1 && from[y - 1] === to[x - 2] && from[y - 2] === to[x - 1];
			next.push(
				Math.min(
					at(row, x) + 1,
					at(next, x - 1) + 1,
					at(row, x - 1) + (same ? 0 : 1),
					swapped ? at(before, x - 2) + 1 : Number.POSITIVE_INFINITY,
				),
			);
		}
		before = row;
		row = next;
	}
	return at(row, to.length);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Number.POSITIVE_INFINITY;
}
