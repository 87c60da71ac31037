import { graphemes } from './graphemes.ts';
import { joinLines, splitLines } from './lines.ts';

// Letters and digits that a terminal draws two columns wide.
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u;

/** Writes each line's first letter, as a capital, in a margin of its own, where the letters read downwards. */
export function acrostic(poem: string): string {
	const lines = splitLines(poem);
	const initials = lines.map(({ text }) => initialOf(text));
	const width = Math.max(...initials.map(initial => columns(initial)), 0);
	return joinLines(
		lines.map(({ text, end }, index) => {
			const initial = initials[index] ?? '';
			const margin = initial + ' '.repeat(width - columns(initial));
			return { text: text.trim() === '' ? text : `${margin} │ ${text}`, end };
		}),
	);
}

/** The first letter or digit of a line, as a capital where it has one, or nothing in a line without any. */
function initialOf(text: string): string {
	const initial = graphemes(text).find(cluster => /[\p{L}\p{N}]/u.test(cluster)) ?? '';
	const capital = initial.toUpperCase();
	return graphemes(capital).length > 1 ? initial : capital;
}

/** How many terminal columns an initial takes, none when it is empty. */
function columns(initial: string): number {
	if (initial === '') {
		return 0;
	}
	return wide.test(initial) ? 2 : 1;
}
