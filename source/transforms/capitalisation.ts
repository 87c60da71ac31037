import { graphemes } from './graphemes.ts';

/** Gives `word` the capitals of `model`: all of them, the first alone, or none. */
export function withCapitalsOf(model: string, word: string): string {
	if (model === model.toLowerCase()) {
		return word;
	}
	if (model === model.toUpperCase() && graphemes(model).length > 1) {
		return word.toUpperCase();
	}
	const [first = '', ...rest] = graphemes(word);
	return startsWithCapital(model) ? first.toUpperCase() + rest.join('') : word;
}

function startsWithCapital(word: string): boolean {
	return /^[\p{Lu}\p{Lt}]/u.test(word);
}
