import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { serverNameWidth } from '../servers/server-name-width.ts';
import { trafficList } from './traffic-list.ts';
import { trafficRows } from './traffic-rows.ts';

/** Panel 2: one line an exchange, newest last. */
export function TrafficPanel({ model: { state, snapshot }, ...place }: ViewProps): ReactNode {
	const { servers, replay } = snapshot;
	const poet = servers.find(({ kind, status }) => kind === 'poetry' && status === 'listening');
	const rows = trafficRows({
		list: trafficList(state.traffic, snapshot),
		traffic: state.traffic,
		nameWidth: serverNameWidth(servers),
		example: poet === undefined ? undefined : `${poet.host} ${poet.port}`,
		replaying: replay !== undefined,
		...place,
	});
	return <Rows rows={rows} />;
}
