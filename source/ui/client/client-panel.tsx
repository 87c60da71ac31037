import { memo, type ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { ScreenState } from '../screen-state.ts';
import { useClock } from '../use-clock.ts';
import { clientRows } from './client-rows.ts';

export interface ClientPanelProps {
	readonly rect: Rect;
	readonly client: ScreenState['client'];
	readonly past: ScreenState['pastFetches'];
	/** Where a fetch would go now. */
	readonly address: string | undefined;
	readonly hosts: Snapshot['hosts'];
	readonly fetch: Snapshot['fetch'];
	readonly replaying: boolean;
	readonly focused: boolean;
	readonly clock: () => number;
}

/** Panel 4: what to fetch, and what came of it. Its clock ticks only while a fetch runs. */
export const ClientPanel = memo(function ClientPanel({
	rect,
	client,
	address,
	hosts,
	clock,
	...view
}: ClientPanelProps): ReactNode {
	const now = useClock(view.fetch?.status === 'running', clock);
	const host = hosts.find(candidate => candidate.address === address);
	return (
		<RowsView
			rect={rect}
			rows={clientRows({ ...view, ...client, host, address, now, width: rect.width, height: rect.height })}
		/>
	);
});
