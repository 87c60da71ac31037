import { joinLines, splitLines } from './text/lines.ts';

// White space at which a line may break.
const spaces = new Set('\t\v\f \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000');
const joining = /^[\p{M}\u200d]/u;

/** Puts the words of each line in the opposite order, each with its punctuation, while the spacing stays in place. */
export function reverseWords(poem: string): string {
	return joinLines(splitLines(poem).map(({ text, end }) => ({ text: reverseLine(text), end })));
}

function reverseLine(text: string): string {
	if (text.length < 2) {
		return text;
	}
	const { words, gaps } = splitWords(text);
	return gaps.map((gap, index) => gap + (words[words.length - 1 - index] ?? '')).join('');
}

/** The words of a line, and the spacing before each and after the last. */
function splitWords(text: string): { readonly words: readonly string[]; readonly gaps: readonly string[] } {
	const words: string[] = [];
	const gaps: string[] = [];
	let index = 0;
	for (;;) {
		const gapStart = index;
		while (isSpacing(text, index)) {
			index++;
		}
		gaps.push(text.slice(gapStart, index));
		if (index === text.length) {
			return { words, gaps };
		}
		const wordStart = index;
		while (index < text.length && !isSpacing(text, index)) {
			index++;
		}
		words.push(text.slice(wordStart, index));
	}
}

/** True where a line may break at this index; a space that carries an accent of its own is part of a word. */
function isSpacing(text: string, index: number): boolean {
	if (!spaces.has(text[index] ?? '')) {
		return false;
	}
	// The first combining mark of Unicode is U+0300.
	return !(text.charCodeAt(index + 1) >= 0x300 && joining.test(text.slice(index + 1, index + 3)));
}
