import { Box } from 'ink';
import type { ReactNode } from 'react';
import { clipRow, type Row, rowWidth } from '../text/rows.ts';
import { Spans } from './spans.tsx';

export interface SpreadProps {
	/** In cells, with an empty one at each end. */
	readonly width: number;
	readonly left: Row;
	readonly right: Row;
	/** How many columns are kept free between the two. */
	readonly between?: number;
}

/** One row with words at its left and at its right; where both have no room, those at the left are cut. */
export function Spread({ width, left, right, between = 1 }: SpreadProps): ReactNode {
	const room = Math.max(0, width - 2);
	const end = clipRow(right, room);
	const taken = rowWidth(end) === 0 ? 0 : rowWidth(end) + between;
	return (
		<Box width={width} height={1} flexShrink={0} paddingX={1} justifyContent="space-between">
			<Spans row={clipRow(left, Math.max(0, room - taken))} />
			<Spans row={end} />
		</Box>
	);
}
