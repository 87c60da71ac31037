import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { serverNameWidth } from '../servers/server-name-width.ts';
import { connectionsRows } from './connections-rows.ts';

/** Panel 3: the connections that are open now. */
export function ConnectionsPanel({ model: { state, snapshot, now }, ...place }: ViewProps): ReactNode {
	const { open, totals, servers } = snapshot;
	const cursor = state.connections;
	const nameWidth = serverNameWidth(servers);
	return <Rows rows={connectionsRows({ open, openCount: totals.open, cursor, nameWidth, now, ...place })} />;
}
