import type { Match } from './find.ts';

/** A match in one row: the row, and the match's range in the row's text. A match over two rows has two of these. */
export interface RowMatch extends Match {
	readonly row: number;
	readonly match: number;
}

/** A line of a text in the rows that it was wrapped into; rows after the first may have an indent. */
export interface WrappedLine {
	readonly text: string;
	readonly rows: readonly string[];
}

/** Places the matches of each line in its rows; a space that a break swallowed is in no row. */
export function placeMatches(
	lines: readonly WrappedLine[],
	matchesIn: (text: string) => readonly Match[],
): readonly RowMatch[] {
	const placed: RowMatch[] = [];
	let match = 0;
	let top = 0;
	for (const { text, rows } of lines) {
		const found = matchesIn(text);
		const spans = found.length === 0 ? [] : rowSpans(text, rows);
		for (const { from, to } of found) {
			for (const [index, { start, end, indent }] of spans.entries()) {
				if (from < end && to > start) {
					const shift = indent - start;
					placed.push({
						row: top + index,
						match,
						from: Math.max(from, start) + shift,
						to: Math.min(to, end) + shift,
					});
				}
			}
			match += 1;
		}
		top += rows.length;
	}
	return placed;
}

interface RowSpan {
	readonly start: number;
	readonly end: number;
	readonly indent: number;
}

/** The part of the line that each row shows. A row is the line's text as it goes on, past spaces that a break swallowed. */
function rowSpans(text: string, rows: readonly string[]): readonly RowSpan[] {
	let at = 0;
	return rows.map((row, index) => {
		let indent = 0;
		if (index > 0) {
			indent = row.length - row.trimStart().length;
		}
		const shown = row.slice(indent);
		const found = shown === '' ? at : text.indexOf(shown, at);
		const start = found === -1 ? at : found;
		at = start + shown.length;
		return { start, end: at, indent };
	});
}

/** The number of matches; one that goes over two rows counts once. */
export function matchCount(matches: readonly RowMatch[]): number {
	return (matches.at(-1)?.match ?? -1) + 1;
}
