import { joinLines, splitLines } from './lines.ts';

// White space at which a line may break; a space that carries an accent of its own is part of a word.
const spacing = /((?:[\t\v\f \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000](?![\p{M}\u200d]))+)/u;

/** Puts the words of each line in the opposite order, each with its punctuation, while the spacing stays in place. */
export function reverseWords(poem: string): string {
	return joinLines(splitLines(poem).map(({ text, end }) => ({ text: reverseLine(text), end })));
}

function reverseLine(text: string): string {
	const pieces = text.split(spacing);
	const isWord = (piece: string, index: number) => index % 2 === 0 && piece !== '';
	const words = pieces.filter(isWord);
	return pieces.map((piece, index) => (isWord(piece, index) ? (words.pop() ?? '') : piece)).join('');
}
