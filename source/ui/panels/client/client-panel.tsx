import type { ReactNode } from 'react';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { chosenAddress } from './client-hosts.ts';
import { clientPanel } from './client-rows.ts';

/** Panel 4: what to fetch, and what came of it. */
export function ClientPanel({ model: { state, snapshot, now }, ...place }: ViewProps): ReactNode {
	const { fetch, hosts, replay, totals } = snapshot;
	const address = chosenAddress(state, snapshot);
	const host = hosts.find(candidate => candidate.address === address);
	const asked = { ...state.client, past: state.pastFetches, host, address, fetches: totals.fetches };
	return <DrawnPanel {...clientPanel({ ...asked, fetch, replaying: replay !== undefined, now, ...place })} />;
}
