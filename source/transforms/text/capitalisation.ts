import { firstLetterEnd } from './letters.ts';

/** Gives `word` the capitals of `model`: all of them, the first alone, or none. */
export function withCapitalsOf(model: string, word: string): string {
	if (model === model.toLowerCase()) {
		return word;
	}
	if (model === model.toUpperCase() && firstLetterEnd(model) < model.length) {
		return word.toUpperCase();
	}
	if (!startsWithCapital(model)) {
		return word;
	}
	const end = firstLetterEnd(word);
	return word.slice(0, end).toUpperCase() + word.slice(end);
}

function startsWithCapital(word: string): boolean {
	return /^[\p{Lu}\p{Lt}]/u.test(word);
}
