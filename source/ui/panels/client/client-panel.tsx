import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { chosenAddress } from './client-hosts.ts';
import { clientRows } from './client-rows.ts';

/** Panel 4: what to fetch, and what came of it. */
export function ClientPanel({ model: { state, snapshot, now }, ...place }: ViewProps): ReactNode {
	const { fetch, hosts, replay } = snapshot;
	const address = chosenAddress(state, snapshot);
	const host = hosts.find(candidate => candidate.address === address);
	const asked = { ...state.client, past: state.pastFetches, host, address };
	return <Rows rows={clientRows({ ...asked, fetch, replaying: replay !== undefined, now, ...place })} />;
}
