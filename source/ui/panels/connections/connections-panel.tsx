import type { ReactNode } from 'react';
import type { Exchange } from '../../../lab/snapshot.ts';
import { Panel } from '../../components/panel.tsx';
import { Table } from '../../components/table.tsx';
import { formatCount } from '../../format.ts';
import { placeCursor } from '../../list-cursor.ts';
import { gap, type Row, span } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import { cutServerName, serverNameWidth } from '../servers/server-name-width.ts';
import { connectionColumns } from './connections-columns.ts';

/** Panel 3: the connections that are open now. */
export function ConnectionsPanel({ model, focused, width, height }: ViewProps): ReactNode {
	const { state, snapshot, now } = model;
	const { open, totals, servers } = snapshot;
	const room = Math.max(1, height - 2);
	const ids = open.map(({ id }) => id);
	const { index, top } = placeCursor(ids, state.connections, room, 'first');
	const hidden = totals.open - open.length;
	const below = open.length - top - room;
	return (
		<Panel
			{...{ width, height, focused }}
			title="Connections"
			digit={3}
			right={totals.open > 0 ? [span(`${formatCount(totals.open)} open`, 'live')] : []}
			footer={hidden > 0 ? [span(`${formatCount(hidden)} not listed`, 'dim')] : []}
			footerRight={below > 0 ? [span(`↓ ${formatCount(below)} more`, 'dim')] : []}
		>
			<Table
				columns={connectionColumns(now, width - 4, {
					nameWidth: serverNameWidth(servers),
					cutName: cutServerName(snapshot),
				})}
				items={open}
				top={top}
				height={room}
				selected={focused ? index : -1}
				leadWidth={1}
				nothing={[[gap(1), span('nobody is connected now', 'dim')]]}
				{...{ lead, keyOf }}
			/>
		</Panel>
	);
}

function lead(_: Exchange, isSelected: boolean): Row {
	return [isSelected ? span('▸', 'focus') : gap(1)];
}

function keyOf({ id }: Exchange): number {
	return id;
}
