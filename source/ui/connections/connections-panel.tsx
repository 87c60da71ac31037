import { memo, type ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { Cursor } from '../list-cursor.ts';
import { useClock } from '../use-clock.ts';
import { connectionsRows } from './connections-rows.ts';

export interface ConnectionsPanelProps {
	readonly rect: Rect;
	readonly open: Snapshot['open'];
	readonly openCount: number;
	readonly cursor: Cursor;
	/** How many columns the longest name of a server takes. */
	readonly nameWidth: number;
	readonly focused: boolean;
	readonly clock: () => number;
}

/** Panel 3: the connections that are open now. Its clock ticks only while there are any. */
export const ConnectionsPanel = memo(function ConnectionsPanel({
	rect,
	clock,
	...view
}: ConnectionsPanelProps): ReactNode {
	const now = useClock(view.open.length > 0, clock);
	return <RowsView rect={rect} rows={connectionsRows({ ...view, now, width: rect.width, height: rect.height })} />;
});
