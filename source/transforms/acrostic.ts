import { viramas } from './text/letters.ts';
import { splitLines } from './text/lines.ts';

const accents = String.raw`[\p{M}\u200d]{0,16}`;
// A letter or digit with its accents and those that a virama joins to it, or a Hangul syllable in its parts; the bounds
// are more than a reader tells apart.
const firstLetter = new RegExp(
	String.raw`(?:[\u1100-\u115f][\u1160-\u11ff]{0,2}|[\p{L}\p{N}])${accents}(?:(?<=${viramas}\u200d?)\p{L}${accents}){0,4}`,
	'u',
);
// Letters and digits that a terminal draws two columns wide.
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/u;

/** Writes each line's first letter, as a capital, in a margin of its own, where the letters read downwards. */
export function acrostic(poem: string): string {
	const lines = splitLines(poem);
	const initials = lines.map(({ text }) => initialOf(text));
	const different = [...new Set(initials)];
	const width = different.reduce((widest, initial) => Math.max(widest, columns(initial)), 0);
	const margins = new Map(different.map(initial => [initial, `${initial}${' '.repeat(width - columns(initial))} │ `]));
	// The pieces are joined only once, since a poem may have very many lines.
	const pieces: string[] = [];
	for (const [index, { text, end }] of lines.entries()) {
		if (text.trim() !== '') {
			pieces.push(margins.get(initials[index] ?? '') ?? '');
		}
		pieces.push(text, end);
	}
	return pieces.join('');
}

/** The first letter or digit of a line, as a capital where it has one, or nothing in a line without any. */
function initialOf(text: string): string {
	// The common case, a plain letter at the very beginning, needs no search.
	if (text === '' || /^[a-z](?![^\0-~])/i.test(text)) {
		return text.charAt(0).toUpperCase();
	}
	const initial = firstLetter.exec(text)?.[0] ?? '';
	const capital = initial.toUpperCase();
	return (capital.match(/\p{L}/gu)?.length ?? 0) > 1 ? initial : capital;
}

/** The width of an initial in terminal cells; 0 when it is empty. */
function columns(initial: string): number {
	if (initial === '') {
		return 0;
	}
	return initial >= '\u1100' && wide.test(initial) ? 2 : 1;
}
