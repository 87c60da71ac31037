import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Extent } from '../arrangement/types.ts';
import { centredTop } from '../list-cursor.ts';
import type { Row } from '../text/rows.ts';
import { List, type ListProps } from './list.tsx';
import { OverlayFrame } from './overlay-frame.tsx';
import { Rows } from './spans.tsx';

/** A list to choose from. */
export interface PickerProps<Item extends object> extends Pick<ListProps<Item>, 'items' | 'row' | 'keyOf' | 'nothing'> {
	/** The size of what it lies over, and its own. */
	readonly body: Extent;
	readonly size: Extent;
	readonly title: string;
	/** In the upper border, at its right. */
	readonly right?: Row;
	/** The index of the item that the person is on. */
	readonly index: number;
	/** A field to type into, in the first row; an empty one follows. */
	readonly query?: ReactNode;
	/** In the lower border. */
	readonly border?: Row;
	/** Rows at the bottom. */
	readonly footer?: readonly Row[];
}

/** The size of a picker in cells, over a body of this size: no larger than so many lines need. */
export function pickerSize(body: Extent, lines: number): Extent {
	return { width: Math.min(78, body.width - 4), height: Math.max(8, Math.min(lines + 2, body.height - 2)) };
}

/** A list to choose from, in the middle of the screen. */
export function Picker<Item extends object>(props: PickerProps<Item>): ReactNode {
	const { body, size, items, index, query, nothing = [], footer = [] } = props;
	const room = Math.max(0, size.height - 2 - (query === undefined ? 0 : 2) - footer.length);
	const selected = Math.min(index, items.length - 1);
	const top = centredTop(items.length, selected, room);
	return (
		<OverlayFrame {...size} body={body} title={props.title} right={props.right ?? []} footer={props.border ?? []}>
			{query !== undefined && (
				<Box height={2} flexShrink={0}>
					{query}
				</Box>
			)}
			<List {...{ items, top, selected, nothing }} height={room} row={props.row} keyOf={props.keyOf} />
			<Rows rows={footer} />
		</OverlayFrame>
	);
}
