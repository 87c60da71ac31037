import { type ReactNode, useCallback } from 'react';
import { headingRow, type PlacedColumn, tableRow } from '../text/columns.ts';
import { gap, type Row } from '../text/rows.ts';
import { List, type ListProps } from './list.tsx';
import { Rows } from './spans.tsx';

/** A list in columns. */
export interface TableProps<Item extends object> extends Omit<ListProps<Item>, 'row'> {
	/** The columns that have room; while they and `lead` stay the same, unchanged items are not drawn anew. */
	readonly columns: readonly PlacedColumn<Item>[];
	/** In front of an item's columns, in `leadWidth` cells. */
	readonly lead: (item: Item, isSelected: boolean) => Row;
	readonly leadWidth: number;
	/** The headings stand in the first of the rows. */
	readonly hasHeadings?: boolean;
	/** The item that the person is on is bold. */
	readonly isSelectedBold?: boolean;
}

/** Items in columns, below their headings. */
export function Table<Item extends object>({
	columns,
	lead,
	leadWidth,
	hasHeadings = false,
	isSelectedBold = false,
	height,
	...list
}: TableProps<Item>): ReactNode {
	const row = useCallback(
		(item: Item, isSelected: boolean): Row => {
			const cells = tableRow(columns, item);
			const shown = isSelected && isSelectedBold ? cells.map(piece => ({ ...piece, bold: true })) : cells;
			return [...lead(item, isSelected), ...shown];
		},
		[columns, lead, isSelectedBold],
	);
	return (
		<>
			{hasHeadings && <Rows rows={[[gap(leadWidth), ...headingRow(columns)]]} />}
			<List {...list} row={row} height={height - (hasHeadings ? 1 : 0)} />
		</>
	);
}
