import { createCache } from './cache.ts';

/** Printable ASCII, each character of which takes a column and joins with no other. */
export const asciiOnly = /^[\u0020-\u007e]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters of one column, and of two, that join with nothing but a mark after them. */
const narrow = String.raw`\u0020-\u007e\u00a1-\u00a8\u00aa-\u00ac\u00af-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u2010-\u2027\u2030-\u203b\u2190-\u2193\u2400-\u2421\u2500-\u259f\u25cb-\u25d0`;
const wide = String.raw`\u3001\u3002\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff`;

/** Runs of such characters, and of others with the one before that they may join. */
const runs = new RegExp(`([${narrow}]+|[${wide}]+)(?=[${narrow}${wide}]|$)|[^]?[^${narrow}${wide}]+|[^]`, 'gu');
const isWide = new RegExp(`^[${wide}]`, 'u');

/** A piece of a text: characters that have so many columns each, or any others. */
interface Run {
	readonly text: string;
	readonly columns: 1 | 2 | undefined;
}

/** The text's characters as a person counts them, and as Ink puts them into cells. */
export function graphemesOf(text: string): string[] {
	if (asciiOnly.test(text)) {
		return text.split('');
	}
	return runsOf(text).flatMap(({ text: run, columns }) => (columns === undefined ? joinedIn(run) : run.split('')));
}

/** The text in runs of which most need no look at how characters join, which is slow. */
export function runsOf(text: string): readonly Run[] {
	return Array.from(text.matchAll(runs), ([run, simple]) => ({
		text: run,
		columns: simple === undefined ? undefined : isWide.test(simple) ? 2 : 1,
	}));
}

const joined = createCache<readonly string[]>();

/** Short runs are remembered: in one script, and in what somebody made to be slow, the same ones come again and again. */
function joinedIn(run: string): readonly string[] {
	return joined(run, () => Array.from(segmenter.segment(run), ({ segment }) => segment));
}
