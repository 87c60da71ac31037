import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { serversRows } from './servers-rows.ts';

/** Panel 1: every server, by kind. */
export function ServersPanel({ model: { state, snapshot }, ...place }: ViewProps): ReactNode {
	return <Rows rows={serversRows({ servers: snapshot.servers, selected: state.selectedServer, ...place })} />;
}
