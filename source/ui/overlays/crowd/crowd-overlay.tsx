import type { ReactNode } from 'react';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { crowdPanel } from './crowd-rows.ts';

/** The newest crowd, in the place of the panels. */
export function CrowdOverlay({ model: { state, snapshot, now }, width, height }: ViewProps): ReactNode {
	const { overlay } = state;
	if (overlay?.kind !== 'crowd') {
		return null;
	}
	const crowd = snapshot.crowd?.id === overlay.after ? undefined : snapshot.crowd;
	const isCancelling = crowd !== undefined && crowd.id === overlay.cancelling;
	return <DrawnPanel {...crowdPanel({ crowd, isCancelling, now, width, height })} />;
}
