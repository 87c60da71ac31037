import { maxWordLetters } from './letters.ts';

/** The most UTF-16 units in a piece that is worked on at once. */
export const maxPieceLength = 300;
// A longer run without any space is no sentence of words.
const maxRunLength = 200;
const longWord = new RegExp(String.raw`[\p{L}\p{M}\p{N}]{${maxWordLetters + 1}}`, 'u');
const runs = /\S+|\s+/g;

/** A part of a poem; one that is kept holds no word to work on. */
export interface TextPiece {
	readonly text: string;
	readonly isKept: boolean;
}

/**
 * Cuts a poem into pieces that joined give the very same poem, lazily: each of at most `maxPieceLength` UTF-16 units,
 * ending with a line where it can; words over `maxWordLetters` letters are kept, and so is what is too long to be a
 * word or a gap.
 */
export function* piecesOf(poem: string): Generator<TextPiece> {
	let start = 0;
	let end = 0;
	for (const { 0: run, index } of poem.matchAll(runs)) {
		const next = index + run.length;
		if (isKept(run)) {
			if (end > start) {
				yield { text: poem.slice(start, end), isKept: false };
			}
			yield { text: run, isKept: true };
			start = next;
		} else if (next - start > maxPieceLength) {
			yield { text: poem.slice(start, end), isKept: false };
			start = end;
		}
		end = next;
		// The library reads each line by itself, so that nothing changes where a piece ends with its line.
		if (end - start > maxPieceLength / 2 && run.includes('\n')) {
			yield { text: poem.slice(start, end), isKept: false };
			start = end;
		}
	}
	if (end > start) {
		yield { text: poem.slice(start, end), isKept: false };
	}
}

function isKept(run: string): boolean {
	return run.length > maxRunLength || longWord.test(run);
}
