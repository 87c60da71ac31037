import { lettersOf, maxWordLetters } from './text/letters.ts';

// Scripts that set no space between words, so that a word's letters cannot be counted.
const unspaced =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const letters = String.raw`(?:\p{L}\p{M}{0,16}){1,${maxWordLetters}}`;
// Apostrophes may stand inside a word; they are not counted as letters.
const words = new RegExp(
	String.raw`(?=\p{L})(?<!\p{L}\p{M}{0,16})${letters}(?:['’]${letters}){0,8}(?![\p{L}\p{M}])`,
	'gu',
);

/**
 * Makes an Oulipo snowball of the poem's words, each line's word one letter longer than the last: the next such word in
 * reading order, from the top again at the poem's end, beginning with the poem's shortest and as far as its words allow.
 * A poem in a script without spaces between words stays as it is.
 */
export function snowball(poem: string): string {
	const found = unspaced.test(poem) ? [] : (poem.match(words) ?? []);
	if (found.length === 0) {
		return poem;
	}
	const positions = positionsByLength(found);
	const chosen: string[] = [];
	let position = -1;
	for (let length = Math.min(...positions.keys()); ; length++) {
		const candidates = positions.get(length);
		const next = candidates?.find(candidate => candidate > position) ?? candidates?.[0];
		if (next === undefined) {
			break;
		}
		position = next;
		chosen.push(found[next] ?? '');
	}
	const lineEnd = /\r?\n/.exec(poem)?.[0] ?? '\n';
	return chosen.join(lineEnd) + (poem.endsWith('\n') ? lineEnd : '');
}

/** Where the words of each length stand, in reading order. */
function positionsByLength(words: readonly string[]): ReadonlyMap<number, readonly number[]> {
	const positions = new Map<number, number[]>();
	for (const [position, word] of words.entries()) {
		const length = countLetters(word);
		const others = positions.get(length);
		if (others === undefined) {
			positions.set(length, [position]);
		} else {
			others.push(position);
		}
	}
	return positions;
}

function countLetters(word: string): number {
	// Hangul may come in parts of a syllable, which only normalization puts together.
	return lettersOf(word.replace(/['’]/g, '').normalize('NFC')).length;
}
