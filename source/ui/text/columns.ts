import { clipRow, gap, padText, type Row, rowWidth, type Span, span } from './rows.ts';

/** One column of a table that adapts to its width. */
export interface Column<Item> {
	readonly name: string;
	/** Its heading; none where it needs none. */
	readonly heading?: string;
	readonly minWidth: number;
	/** The width that it gets before free space is shared, in columns. */
	readonly wishWidth?: number;
	/** The most columns that it may take; `minWidth` where absent. */
	readonly maxWidth?: number;
	readonly align?: 'left' | 'right';
	/** 0 is always shown; of the others, the highest is left out first where there is too little room. */
	readonly dropRank: number;
	/** A cell that is wider than its column takes the place of those to its right, as many as it needs. */
	readonly spills?: boolean;
	/**
	 * The item's part in this column. It is cut where it is wider than the width, or than `reach`: the columns from this one
	 * to the end of the row, where it may spill.
	 */
	readonly cell: (item: Item, width: number, reach: number) => Row;
}

/** A column of numbers, at its right and of a fixed width. */
export function numberColumn<Item>(
	name: string,
	[minWidth, dropRank]: readonly [width: number, dropRank: number],
	cell: Column<Item>['cell'],
): Column<Item> {
	return { name, heading: name, minWidth, align: 'right', dropRank, cell };
}

/** A column with the width it was given. */
export interface PlacedColumn<Item> {
	readonly column: Column<Item>;
	readonly width: number;
}

/** The columns that fit in a width with one space between them; free space goes to their wishes, then evenly to those that may grow. */
export function placeColumns<Item>(columns: readonly Column<Item>[], width: number): readonly PlacedColumn<Item>[] {
	let kept = columns;
	const needed = (): number => kept.reduce((total, { minWidth }) => total + minWidth, 0) + kept.length - 1;
	while (kept.length > 1 && needed() > width && kept.some(({ dropRank }) => dropRank > 0)) {
		kept = withoutWorst(kept);
	}
	const widths = kept.map(({ minWidth }) => minWidth);
	let spare = Math.max(0, width - needed());
	for (const [index, { minWidth, wishWidth = minWidth }] of kept.entries()) {
		const more = Math.max(0, Math.min(spare, wishWidth - minWidth));
		widths[index] = minWidth + more;
		spare -= more;
	}
	let grew = true;
	while (spare > 0 && grew) {
		grew = false;
		for (const [index, { minWidth, maxWidth = minWidth }] of kept.entries()) {
			const now = widths[index] ?? 0;
			if (spare > 0 && now < maxWidth) {
				widths[index] = now + 1;
				spare -= 1;
				grew = true;
			}
		}
	}
	return kept.map((column, index) => ({ column, width: widths[index] ?? column.minWidth }));
}

/** The parts without the first of those with the highest rank. */
export function withoutWorst<Part extends { readonly dropRank: number }>(parts: readonly Part[]): readonly Part[] {
	const highest = Math.max(...parts.map(({ dropRank }) => dropRank));
	return parts.toSpliced(
		parts.findIndex(({ dropRank }) => dropRank === highest),
		1,
	);
}

/** One item as a row of these columns. */
export function tableRow<Item>(placed: readonly PlacedColumn<Item>[], item: Item): Row {
	const row: Span[] = [];
	let next = 0;
	for (const [index, { column, width }] of placed.entries()) {
		if (index < next) {
			continue;
		}
		const reach = column.spills === true ? widthOf(placed.slice(index)) : width;
		const cell = clipRow(column.cell(item, width, reach), reach);
		next = index + 1;
		while (rowWidth(cell) > widthOf(placed.slice(index, next)) && next < placed.length) {
			next += 1;
		}
		const space = gap(widthOf(placed.slice(index, next)) - rowWidth(cell));
		row.push(...(index === 0 ? [] : [gap(1)]), ...(column.align === 'right' ? [space, ...cell] : [...cell, space]));
	}
	return row;
}

/** The width of several columns beside each other. */
function widthOf<Item>(placed: readonly PlacedColumn<Item>[]): number {
	return placed.reduce((sum, { width }) => sum + width, placed.length - 1);
}

/** The columns' headings. */
export function headingRow<Item>(placed: readonly PlacedColumn<Item>[]): Row {
	return placed.flatMap(({ column, width }, index) => {
		const cell = span(padText(column.heading ?? '', width, column.align), 'dim');
		return index === 0 ? [cell] : [gap(1), cell];
	});
}
