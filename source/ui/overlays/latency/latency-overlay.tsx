import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { latencyRows } from './latency-rows.ts';

/** How long poems took, in the place of the panels. */
export function LatencyOverlay({ model: { snapshot }, width, height }: ViewProps): ReactNode {
	return <Rows rows={latencyRows(snapshot.histogram, width, height)} />;
}
