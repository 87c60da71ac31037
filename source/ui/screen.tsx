import { Box } from 'ink';
import type { ReactNode } from 'react';
import { wholeBody } from './arrangement/arrangement.ts';
import { BoardHeader } from './board/board-header.tsx';
import { Header } from './chrome/header.tsx';
import { Hints } from './chrome/hints.tsx';
import { Message } from './chrome/message.tsx';
import { Notice } from './chrome/notice.tsx';
import { Tabs } from './chrome/tabs.tsx';
import { TooSmall } from './chrome/too-small.tsx';
import { trafficList } from './panels/traffic/traffic-list.ts';
import { Timeline } from './replay/timeline.tsx';
import type { Size } from './store.ts';
import type { ViewModel } from './view.ts';
import { panels, viewNamed, viewOf } from './views.ts';

/** The whole screen, in exactly so many cells: a header, the panels or what stands in their place, and what can be pressed. */
export function Screen({ model, columns, rows }: Size & { readonly model: ViewModel }): ReactNode {
	const { state, snapshot, arrangement } = model;
	const { shape, body, hasTabs, hasTimeline } = arrangement;
	if (shape === 'too-small') {
		return <TooSmall columns={columns} rows={rows} />;
	}
	const view = viewOf(state);
	const { crowd } = snapshot;
	const isAside = state.overlay?.kind !== 'crowd' && (crowd?.status === 'running' || crowd?.id === state.crowdLeft);
	return (
		<Box width={columns} height={rows} flexDirection="column">
			{snapshot.board !== undefined ? (
				<BoardHeader board={snapshot.board} width={columns} />
			) : (
				<Header
					snapshot={snapshot}
					isPaused={trafficList(state.traffic, snapshot).newer !== undefined}
					crowd={isAside ? crowd : undefined}
					width={columns}
				/>
			)}
			{hasTabs && view.replaces !== 'tabs-too' && <Tabs panels={panels} model={model} width={columns} />}
			{view.replaces === undefined ? (
				<Body model={model} />
			) : (
				<view.Component model={model} focused {...(view.replaces === 'body' ? body : wholeBody(arrangement))} />
			)}
			{hasTimeline && snapshot.replay !== undefined && <Timeline replay={snapshot.replay} width={columns} />}
			<Notice model={model} width={columns} />
			<Message model={model} width={columns} />
			<Hints model={model} width={columns} />
		</Box>
	);
}

/** The panels that have room, in their columns, and what lies over them. */
function Body({ model }: { readonly model: ViewModel }): ReactNode {
	const { state, arrangement } = model;
	const { body, columns } = arrangement;
	const top = viewOf(state);
	const over = state.overlay === undefined ? undefined : top;
	return (
		<Box {...body} flexShrink={0}>
			{columns.map(({ width, items }) => (
				<Box key={items.map(({ name }) => name).join()} width={width} flexDirection="column">
					{items.map(({ name, height }) => {
						const { Component } = viewNamed(name);
						return (
							<Box key={name} width={width} height={height} flexShrink={0} flexDirection="column">
								<Component model={model} width={width} height={height} focused={top.name === name} />
							</Box>
						);
					})}
				</Box>
			))}
			{over !== undefined && <over.Component model={model} focused {...body} />}
		</Box>
	);
}
