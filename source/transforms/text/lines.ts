/** One line of a poem: its text, and the line end that follows it (empty after an unfinished last line). */
export interface PoemLine {
	readonly text: string;
	readonly end: string;
}

// Shared, since a poem may have very many of them.
const emptyLine: PoemLine = { text: '', end: '\n' };

/** Splits a poem into lines at LF or CRLF; joined again with `joinLines` they give the very same poem. */
export function splitLines(poem: string): readonly PoemLine[] {
	const lines: PoemLine[] = [];
	let start = 0;
	while (start < poem.length) {
		const feed = poem.indexOf('\n', start);
		const next = feed === -1 ? poem.length : feed + 1;
		let textEnd = feed === -1 ? poem.length : feed;
		while (textEnd > start && poem[textEnd - 1] === '\r') {
			textEnd--;
		}
		lines.push(next - start === 1 && feed === start ? emptyLine : lineAt(poem, start, textEnd, next));
		start = next;
	}
	return lines;
}

function lineAt(poem: string, start: number, textEnd: number, next: number): PoemLine {
	return { text: poem.slice(start, textEnd), end: poem.slice(textEnd, next) };
}

/** Joins lines into a poem again. */
export function joinLines(lines: readonly PoemLine[]): string {
	return lines.map(({ text, end }) => (text === '' ? end : text + end)).join('');
}
