import type { ReactNode } from 'react';
import type { Snapshot } from '../lab/lab.ts';
import { chosenAddress } from './client/client-hosts.ts';
import { ClientPanel } from './client/client-panel.tsx';
import { Picker } from './client/picker.tsx';
import { ConnectionsPanel } from './connections/connections-panel.tsx';
import { crowdTarget } from './crowd/crowd-commands.ts';
import { CrowdPrompt } from './crowd/crowd-prompt.tsx';
import { FaultMenu } from './faults/fault-menu.tsx';
import type { Layout, PanelName } from './layout.ts';
import { LessonCard } from './lesson/lesson-card.tsx';
import { LessonList } from './lesson/lesson-list.tsx';
import { PoemPanel } from './poem/poem-panel.tsx';
import type { PoemText } from './poem/poem-text.ts';
import { SavePrompt } from './poem/save-prompt.tsx';
import { RecordPrompt } from './recording/record-prompt.tsx';
import type { ScreenState } from './screen-state.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import { serverNameWidth } from './servers/server-name-width.ts';
import { ServersPanel } from './servers/servers-panel.tsx';
import type { TrafficList } from './traffic/traffic-list.ts';
import { TrafficPanel } from './traffic/traffic-panel.tsx';

export interface PanelsProps {
	readonly layout: Layout;
	readonly snapshot: Snapshot;
	readonly state: ScreenState;
	readonly list: TrafficList;
	readonly poemText: PoemText;
	readonly poemMatches: readonly RowMatch[];
	readonly clock: () => number;
}

/** The panels that have room, each given only what it shows, and what lies over them. */
export function Panels({ layout, snapshot, state, list, poemText, poemMatches, clock }: PanelsProps): ReactNode {
	const { panels, body } = layout;
	const { overlay } = state;
	const onCard = state.lesson?.focused === true;
	const focused = (name: PanelName): boolean => overlay === undefined && !onCard && state.focused === name;
	return (
		<>
			{layout.lesson && snapshot.lesson && state.lesson && (
				<LessonCard
					rect={layout.lesson}
					lesson={snapshot.lesson}
					screen={state.lesson}
					lessons={snapshot.lessons ?? []}
					focused={overlay === undefined && onCard}
				/>
			)}
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
					replaying={snapshot.replay !== undefined}
					focused={focused('traffic')}
				/>
			)}
			{panels.connections && (
				<ConnectionsPanel
					rect={panels.connections}
					open={snapshot.open}
					openCount={snapshot.totals.open}
					nameWidth={serverNameWidth(snapshot.servers)}
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
					replaying={snapshot.replay !== undefined}
					focused={focused('client')}
					clock={clock}
				/>
			)}
			{panels.poem && (
				<PoemPanel
					rect={panels.poem}
					fetch={snapshot.fetch}
					text={poemText}
					matches={poemMatches}
					poem={state.poem}
					focused={focused('poem')}
				/>
			)}
			{overlay?.kind === 'lessons' && <LessonList lessons={snapshot.lessons ?? []} index={overlay.index} body={body} />}
			{overlay?.kind === 'save-poem' && <SavePrompt prompt={overlay} body={body} />}
			{overlay?.kind === 'record' && <RecordPrompt prompt={overlay} body={body} />}
			{overlay?.kind === 'fault-menu' && <FaultMenu menu={overlay} snapshot={snapshot} body={body} />}
			{overlay?.kind === 'crowd-prompt' && (
				<CrowdPrompt prompt={overlay} target={crowdTarget(state, snapshot)} body={body} />
			)}
			{(overlay?.kind === 'host-picker' || overlay?.kind === 'transform-picker') && (
				<Picker overlay={overlay} snapshot={snapshot} body={body} />
			)}
		</>
	);
}
