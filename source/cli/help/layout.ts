/** What makes a piece of the help bold, or faint. */
export interface HelpStyles {
	readonly title: (text: string) => string;
	readonly aside: (text: string) => string;
}

/** The styles of what is no terminal. */
export const plain: HelpStyles = { title: text => text, aside: text => text };

const columns = 80;
const indent = '  ';

/** Something to type, with words beside it, and in brackets what is good to know about it. */
export interface Row {
	readonly left: string;
	readonly words: string;
	readonly aside?: string;
}

/** The rows, their words in one column, which begins as far to the right as the widest of these widths needs. */
export function table(rows: readonly Row[], { aside: faint }: HelpStyles, leftWidth: number): readonly string[] {
	const margin = indent.length + leftWidth + 2;
	return rows.flatMap(({ left, words, aside }) => {
		const lines = wrap(words, columns - margin);
		const last = lines.at(-1) ?? '';
		const styled = aside === undefined ? undefined : faint(`(${aside})`);
		const fits = margin + last.length + 1 + (aside?.length ?? 0) + 2 <= columns;
		const styledLines =
			styled === undefined
				? lines
				: fits
					? [...lines.slice(0, -1), `${last} ${styled}`.trimStart()]
					: [...lines, styled];
		const beside = left.length <= leftWidth;
		const padded = styledLines.map((line, index) =>
			index === 0 && beside ? `${indent}${left.padEnd(leftWidth)}  ${line}` : `${' '.repeat(margin)}${line}`,
		);
		return (beside ? padded : [`${indent}${left}`, ...padded]).map(line => line.trimEnd());
	});
}

/** The width of the left column of rows, where those that are wider than the most stand on a line of their own. */
export function leftWidthOf(rows: readonly Row[], most: number): number {
	return Math.max(0, ...rows.map(({ left }) => left.length).filter(width => width <= most));
}

/** The text in lines of no more than so many columns. */
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
