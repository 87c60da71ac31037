/** Make a piece of the help bold, or faint. */
export interface HelpStyles {
	readonly title: (text: string) => string;
	readonly aside: (text: string) => string;
}

/** The styles where the output is no terminal: none. */
export const plain: HelpStyles = { title: text => text, aside: text => text };

const columns = 80;
const indent = '  ';
/** A space at which {@link wrap} breaks no line. */
const noBreak = '\u00a0';

/** Something to type, with words beside it, and in brackets what is good to know about it. */
export interface HelpRow {
	readonly left: string;
	readonly words: string;
	readonly aside?: string;
}

/**
 * The lines of a table: `left` in a column of this width, the words beside it. A `left` that is wider has a line of its
 * own. An aside follows the words in brackets, and is never broken.
 */
export function table(rows: readonly HelpRow[], { aside: faint }: HelpStyles, leftWidth: number): readonly string[] {
	const margin = indent.length + leftWidth + 2;
	return rows.flatMap(({ left, words, aside = '' }) => {
		const oneWord = aside && `(${aside.replaceAll(' ', noBreak)})`;
		const lines = wrap([words, oneWord].filter(Boolean).join(' '), columns - margin);
		const styled = lines.map(line => (aside ? line.replace(oneWord, () => faint(`(${aside})`)) : line));
		const beside = left.length <= leftWidth ? styled : ['', ...styled];
		return beside.map((line, index) => `${(index === 0 ? indent + left : '').padEnd(margin)}${line}`.trimEnd());
	});
}

/** The width that the left column needs, in characters; rows that are wider than `most` do not count. */
export function leftWidthOf(rows: readonly HelpRow[], most: number): number {
	return Math.max(0, ...rows.map(({ left }) => left.length).filter(width => width <= most));
}

/** The text in lines of at most this many characters; a longer word has a line of its own. */
export function wrap(text: string, width = columns): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else {
			lines.push(word);
		}
	}
	return lines;
}
