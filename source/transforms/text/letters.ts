/** The most letters that a word has; what is longer is no word, and stays as it is. */
export const maxWordLetters = 64;

/** The signs, as a character class, that join the letter after them to the one before in the scripts of India. */
export const viramas = String.raw`[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]`;

const letter = new RegExp(String.raw`\P{M}\p{M}*(?:(?<=${viramas})\p{L}\p{M}*)*|\p{M}+`, 'gu');

/** Splits a word into its letters, each with its accents; what is no letter is a piece of its own. */
export function lettersOf(word: string): readonly string[] {
	return isPlain(word) ? word.split('') : (word.match(letter) ?? []);
}

/** The UTF-16 index just after the first letter and its accents. */
export function firstLetterEnd(word: string): number {
	return isPlain(word) ? Math.min(1, word.length) : (/^(?:\P{M}\p{M}*|\p{M}+)/u.exec(word)?.[0].length ?? 0);
}

function isPlain(word: string): boolean {
	return /^[A-Za-z]*$/.test(word);
}
