import { Box } from 'ink';
import { memo, type ReactNode } from 'react';
import type { Row } from '../text/rows.ts';
import { Rows } from './spans.tsx';

/** A list of which a part is seen. */
export interface ListProps<Item extends object> {
	readonly items: readonly Item[];
	/** The index of the first item that is seen, and how many rows there are. */
	readonly top: number;
	readonly height: number;
	/** The index of the item that the person is on; absent where that is not shown. */
	readonly selected?: number;
	/** An item's row. While this is the same function, an item that stays the same is not drawn anew. */
	readonly row: (item: Item, isSelected: boolean) => Row;
	/** A key by which an item is known, also after it has changed. Where strangers choose it, several may have the same. */
	readonly keyOf: (item: Item) => string | number;
	/** Rows that are shown where there are no items. */
	readonly nothing?: readonly Row[];
}

/** Items one below the other, a row each: only those that are seen are drawn, however long the list is. */
export function List<Item extends object>(props: ListProps<Item>): ReactNode {
	const { items, top, height, selected, row, keyOf, nothing = [] } = props;
	const seen = items.slice(top, top + height);
	const keys = distinct(seen.map(keyOf));
	return (
		<Box flexDirection="column" flexShrink={0} height={height}>
			{items.length === 0 && <Rows rows={nothing.slice(0, height)} />}
			{seen.map((item, at) => (
				<ListItem key={keys[at]} item={item} isSelected={top + at === selected} row={row} />
			))}
		</Box>
	);
}

/** The keys, with a number behind each that stands there a second time. */
function distinct(keys: readonly (string | number)[]): readonly (string | number)[] {
	const counts = new Map<string | number, number>();
	return keys.map(key => {
		const before = counts.get(key) ?? 0;
		counts.set(key, before + 1);
		return before === 0 ? key : `${key} ${before}`;
	});
}

interface ListItemProps<Item> {
	readonly item: Item;
	readonly isSelected: boolean;
	readonly row: (item: Item, isSelected: boolean) => Row;
}

const ListItem = memo(function ListItem<Item>({ item, isSelected, row }: ListItemProps<Item>): ReactNode {
	return <Rows rows={[row(item, isSelected)]} />;
}) as <Item>(props: ListItemProps<Item>) => ReactNode;
