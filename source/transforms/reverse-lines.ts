import { splitLines } from './text/lines.ts';

/** Puts the lines in the opposite order, while the line ends stay where they are. */
export function reverseLines(poem: string): string {
	const lines = splitLines(poem);
	const last = lines.length - 1;
	return lines.map(({ end }, index) => (lines[last - index]?.text ?? '') + end).join('');
}
