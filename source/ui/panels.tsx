import type { ReactNode } from 'react';
import type { Snapshot } from '../lab/lab.ts';
import { chosenAddress } from './client/client-hosts.ts';
import { ClientPanel } from './client/client-panel.tsx';
import { Picker } from './client/picker.tsx';
import { ConnectionsPanel } from './connections/connections-panel.tsx';
import type { Layout, PanelName } from './layout.ts';
import { PoemPanel } from './poem/poem-panel.tsx';
import type { PoemText } from './poem/poem-text.ts';
import type { ScreenState } from './screen-state.ts';
import { ServersPanel } from './servers/servers-panel.tsx';
import type { TrafficList } from './traffic/traffic-list.ts';
import { TrafficPanel } from './traffic/traffic-panel.tsx';

export interface PanelsProps {
	readonly layout: Layout;
	readonly snapshot: Snapshot;
	readonly state: ScreenState;
	readonly list: TrafficList;
	readonly poemText: PoemText;
	readonly clock: () => number;
}

/** The panels that have room, each given only what it shows, and what lies over them. */
export function Panels({ layout, snapshot, state, list, poemText, clock }: PanelsProps): ReactNode {
	const { panels, body } = layout;
	const { overlay } = state;
	const focused = (name: PanelName): boolean => overlay === undefined && state.focused === name;
	return (
		<>
			{panels.servers && (
				<ServersPanel
					rect={panels.servers}
					servers={snapshot.servers}
					selected={state.selectedServer}
					focused={focused('servers')}
				/>
			)}
			{panels.traffic && (
				<TrafficPanel
					rect={panels.traffic}
					list={list}
					traffic={state.traffic}
					servers={snapshot.servers}
					focused={focused('traffic')}
				/>
			)}
			{panels.connections && (
				<ConnectionsPanel
					rect={panels.connections}
					open={snapshot.open}
					openCount={snapshot.totals.open}
					cursor={state.connections}
					focused={focused('connections')}
					clock={clock}
				/>
			)}
			{panels.client && (
				<ClientPanel
					rect={panels.client}
					client={state.client}
					past={state.pastFetches}
					address={chosenAddress(state, snapshot)}
					hosts={snapshot.hosts}
					fetch={snapshot.fetch}
					focused={focused('client')}
					clock={clock}
				/>
			)}
			{panels.poem && (
				<PoemPanel
					rect={panels.poem}
					fetch={snapshot.fetch}
					text={poemText}
					poem={state.poem}
					focused={focused('poem')}
				/>
			)}
			{overlay !== undefined && overlay.kind !== 'help' && <Picker overlay={overlay} snapshot={snapshot} body={body} />}
		</>
	);
}
