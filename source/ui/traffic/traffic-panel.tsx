import { memo, type ReactNode, useMemo } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { ScreenState } from '../screen-state.ts';
import { serverNameWidth } from '../servers/server-name-width.ts';
import type { TrafficList } from './traffic-list.ts';
import { trafficRows } from './traffic-rows.ts';

export interface TrafficPanelProps {
	readonly rect: Rect;
	readonly list: TrafficList;
	readonly traffic: ScreenState['traffic'];
	readonly servers: Snapshot['servers'];
	readonly replaying: boolean;
	readonly focused: boolean;
}

/** Panel 2: one line an exchange, newest last. */
export const TrafficPanel = memo(function TrafficPanel({ rect, servers, ...view }: TrafficPanelProps): ReactNode {
	const example = useMemo(() => {
		const poet = servers.find(({ kind, status }) => kind === 'poetry' && status === 'listening');
		return poet === undefined ? undefined : `${poet.host} ${poet.port}`;
	}, [servers]);
	const nameWidth = serverNameWidth(servers);
	return (
		<RowsView rect={rect} rows={trafficRows({ ...view, nameWidth, example, width: rect.width, height: rect.height })} />
	);
});
