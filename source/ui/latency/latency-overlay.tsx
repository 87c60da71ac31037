import type { ReactNode } from 'react';
import type { Histogram } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { latencyRows } from './latency-rows.ts';

export interface LatencyOverlayProps {
	readonly rect: Rect;
	readonly histogram: Histogram;
}

/** How long poems took, in the place of the panels. */
export function LatencyOverlay({ rect, histogram }: LatencyOverlayProps): ReactNode {
	return <RowsView rect={rect} rows={latencyRows(histogram, rect.width, rect.height)} />;
}
