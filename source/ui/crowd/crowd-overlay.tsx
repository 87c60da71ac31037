import type { ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { useClock } from '../use-clock.ts';
import { crowdRows } from './crowd-rows.ts';
import type { CrowdOverlayState } from './crowd-state.ts';

export interface CrowdOverlayProps {
	readonly rect: Rect;
	readonly overlay: CrowdOverlayState;
	readonly crowd: Snapshot['crowd'];
	readonly clock: () => number;
}

/** The newest crowd, in the place of the panels. Its clock ticks only while it is under way. */
export function CrowdOverlay({ rect, overlay, crowd, clock }: CrowdOverlayProps): ReactNode {
	const shown = crowd?.id === overlay.after ? undefined : crowd;
	const now = useClock(shown?.status === 'running', clock);
	const isCancelling = shown !== undefined && shown.id === overlay.cancelling;
	return (
		<RowsView
			rect={rect}
			rows={crowdRows({ crowd: shown, isCancelling, now, width: rect.width, height: rect.height })}
		/>
	);
}
