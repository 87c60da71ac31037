import type { ReactNode } from 'react';
import { gap, type Row, spreadRow } from '../text/rows.ts';
import { Rows } from './spans.tsx';

export interface SpreadProps {
	/** In cells, with an empty one at each end. */
	readonly width: number;
	readonly left: Row;
	readonly right: Row;
	/** The least space between the two, in columns. */
	readonly between?: number;
}

/** One row with words at its left and at its right; where both have no room, those at the left are cut. */
export function Spread({ width, left, right, between }: SpreadProps): ReactNode {
	return <Rows rows={[[gap(1), ...spreadRow(left, right, Math.max(0, width - 2), between)]]} />;
}
