import type { ReactNode } from 'react';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { latencyPanel } from './latency-rows.ts';

/** How long poems took, in the place of the panels. */
export function LatencyOverlay({ model: { snapshot }, width, height }: ViewProps): ReactNode {
	return <DrawnPanel {...latencyPanel(snapshot.histogram, width, height)} />;
}
