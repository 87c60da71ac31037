import { graphemes } from './graphemes.ts';

// Scripts that set no space between words, so that a word's letters cannot be counted.
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
// Apostrophes may stand inside a word; they are not counted as letters.
const words = /(?:\p{L}\p{M}*)+(?:['’](?:\p{L}\p{M}*)+)*/gu;

/**
 * Makes an Oulipo snowball of the poem's words, each line's word one letter longer than the last: the next such word in
 * reading order, from the top again at the poem's end, beginning with the poem's shortest and as far as its words allow.
 * A poem in a script without spaces between words stays as it is.
 */
export function snowball(poem: string): string {
	const found = Array.from(poem.matchAll(words), ([word]) => ({ word, length: countLetters(word) }));
	if (found.length === 0 || unspaced.test(poem)) {
		return poem;
	}
	const chosen: string[] = [];
	let position = -1;
	for (let length = Math.min(...found.map(({ length }) => length)); ; length++) {
		const after = found.findIndex((candidate, index) => index > position && candidate.length === length);
		position = after === -1 ? found.findIndex(candidate => candidate.length === length) : after;
		const next = found[position];
		if (next === undefined) {
			break;
		}
		chosen.push(next.word);
	}
	const lineEnd = /\r?\n/.exec(poem)?.[0] ?? '\n';
	return chosen.join(lineEnd) + (poem.endsWith('\n') ? lineEnd : '');
}

function countLetters(word: string): number {
	return graphemes(word.replace(/['’]/g, '')).length;
}
