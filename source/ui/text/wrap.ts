import { graphemesOf } from './graphemes.ts';
import { shownInRow } from './shown.ts';
import { textWidth } from './width.ts';

/** The indent of a line's second and later rows, so that a reader tells them from lines of the poem. */
const continuation = '  ';

/** One line in rows of at most so many columns: broken between words, or between characters where there are no words. */
export function wrapLine(line: string, width: number, indent: string = continuation): readonly string[] {
	if (width <= indent.length || textWidth(line) <= width) {
		return [line];
	}
	const rows: string[] = [];
	let row: string[] = [];
	let columns = 0;
	/** The number of graphemes before the last place where the row may break. */
	let breakAt = 0;
	for (const grapheme of graphemesOf(shownInRow(line))) {
		const wide = textWidth(grapheme);
		let broke = false;
		while (columns + wide > width && row.length > (broke ? indent.length : 0)) {
			const kept = grapheme === ' ' || breakAt === 0 ? row.length : breakAt;
			rows.push(row.slice(0, kept).join('').trimEnd());
			row = [...indent, ...row.slice(kept)];
			columns = textWidth(row.join(''));
			breakAt = 0;
			broke = true;
		}
		if (broke && grapheme === ' ') {
			continue;
		}
		row.push(grapheme);
		columns += wide;
		// Between two wide characters there may be a break, and after a space, but not inside an indent.
		if (wide === 2 || (grapheme === ' ' && row.some(earlier => earlier !== ' '))) {
			breakAt = row.length;
		}
	}
	rows.push(row.join(''));
	return rows;
}

/** The space between a number and its unit, where a row never breaks. */
const beforeUnit = /(?<=\d) (?=(?:µs|ms|s|min|h|B|kB|MB|GB)\b)/g;
const unbroken = '\u00a0';

/**
 * Words in rows of at most so many columns and at most so many rows; the last one says when something is gone. A number
 * stays with its unit.
 */
export function wrapWords(text: string, width: number, maxRows = Number.POSITIVE_INFINITY): readonly string[] {
	const rows = text
		.replaceAll(beforeUnit, unbroken)
		.split('\n')
		.flatMap(line => wrapLine(line, width, ''))
		.map(row => row.replaceAll(unbroken, ' '));
	if (rows.length <= maxRows) {
		return rows;
	}
	const kept = rows.slice(0, maxRows);
	const last = graphemesOf(kept[maxRows - 1] ?? '');
	while (last.length > 0 && textWidth(last.join('')) > width - 1) {
		last.pop();
	}
	kept[maxRows - 1] = `${last.join('')}…`;
	return kept;
}
