/** One line of a poem: its text, and the line end that follows it (empty after an unfinished last line). */
export interface Line {
	readonly text: string;
	readonly end: string;
}

/** Splits a poem into lines at LF or CRLF; joined again with `joinLines` they give the very same poem. */
export function splitLines(poem: string): readonly Line[] {
	const pieces = poem.split(/(\r*\n|\r+$)/);
	const lines: Line[] = [];
	for (let index = 0; index < pieces.length; index += 2) {
		const text = pieces[index] ?? '';
		const end = pieces[index + 1] ?? '';
		if (text !== '' || end !== '') {
			lines.push({ text, end });
		}
	}
	return lines;
}

/** Joins lines into a poem again. */
export function joinLines(lines: readonly Line[]): string {
	return lines.map(({ text, end }) => text + end).join('');
}
