import { keyLabel } from '../key-lookup.ts';
import { type KeySection, keymap } from '../keymap.ts';
import { clipText, fitRow, gap, padText, type Row, span } from '../text/rows.ts';

/** Below this width a column of help is hard to read. */
const columnWidth = 38;
const keysWidth = 11;

/** The whole keymap in rows of a width: in as many columns as fit. */
export function helpRows(width: number): readonly Row[] {
	const columnCount = Math.max(1, Math.min(3, Math.floor(width / columnWidth)));
	const each = Math.floor(width / columnCount);
	const sections = keymap.map(section => sectionRows(section, each - 2)).filter(({ length }) => length > 0);
	const columns = spreadSections(sections, columnCount);
	const rowCount = Math.max(...columns.map(({ length }) => length));
	return Array.from({ length: rowCount }, (_, index) =>
		columns.flatMap(column => [gap(1), ...fitRow(column[index] ?? [], each - 2), gap(1)]),
	);
}

/** How many rows the help has at a width. */
export function helpRowCount(width: number): number {
	return helpRows(width).length;
}

function sectionRows({ title, bindings }: KeySection, width: number): readonly Row[] {
	const told = bindings.filter(({ untold }) => untold !== true);
	if (told.length === 0) {
		return [];
	}
	return [
		[span(title, 'title')],
		...told.map(
			({ keys, description }): Row => [
				span(padText(keys.slice(0, 2).map(keyLabel).join(' '), keysWidth), 'key'),
				gap(1),
				span(clipText(description, width - keysWidth - 1)),
			],
		),
		[],
	];
}

/** Sections in their order, in columns of about one height. */
function spreadSections(sections: readonly (readonly Row[])[], columnCount: number): readonly (readonly Row[])[] {
	const total = sections.reduce((sum, { length }) => sum + length, 0);
	const columns: Row[][] = Array.from({ length: columnCount }, () => []);
	let at = 0;
	let placed = 0;
	for (const section of sections) {
		if (at < columnCount - 1 && placed + section.length / 2 > (total / columnCount) * (at + 1)) {
			at += 1;
		}
		columns[at]?.push(...section);
		placed += section.length;
	}
	return columns;
}
