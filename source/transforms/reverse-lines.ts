import { joinLines, splitLines } from './lines.ts';

/** Puts the lines in the opposite order, while the line ends stay where they are. */
export function reverseLines(poem: string): string {
	const lines = splitLines(poem);
	return joinLines(lines.map(({ end }, index) => ({ text: lines.at(-1 - index)?.text ?? '', end })));
}
