import { Box } from 'ink';
import type { ReactNode } from 'react';
import { wholeBody } from './arrangement/arrangement.ts';
import { headerRow } from './chrome/header-rows.ts';
import { hintRow } from './chrome/hint-rows.ts';
import { noticeRow } from './chrome/notice-row.ts';
import { tabRow } from './chrome/tab-row.ts';
import { tooSmallRows } from './chrome/too-small-rows.ts';
import { Rows, Spans } from './components/spans.tsx';
import { trafficList } from './panels/traffic/traffic-list.ts';
import { timelineRow } from './replay/timeline-row.ts';
import type { Size } from './store.ts';
import type { ViewModel } from './view-model.ts';
import { panels, viewNamed, viewOf } from './views.ts';

/** The whole screen, in exactly so many cells: a header, the panels or what stands in their place, and what can be pressed. */
export function Screen({ model, columns, rows }: Size & { readonly model: ViewModel }): ReactNode {
	const { state, snapshot, arrangement } = model;
	const { shape, body, hasTabs, hasTimeline, hasNotice } = arrangement;
	if (shape === 'too-small') {
		return (
			<Box width={columns} height={rows} flexDirection="column">
				<Rows rows={tooSmallRows(columns, rows)} />
			</Box>
		);
	}
	const view = viewOf(state);
	return (
		<Box width={columns} height={rows} flexDirection="column">
			<Spans row={headerRow(snapshot, trafficList(state.traffic, snapshot).newer !== undefined, columns)} />
			{hasTabs && view.replaces !== 'tabs-too' && <Spans row={tabRow(panels, model, columns)} />}
			{view.replaces === undefined ? (
				<Body model={model} />
			) : (
				<view.Component model={model} focused {...(view.replaces === 'body' ? body : wholeBody(arrangement))} />
			)}
			{hasTimeline && snapshot.replay !== undefined && <Spans row={timelineRow(snapshot.replay, columns)} />}
			{hasNotice && <Spans row={noticeRow(state, snapshot, columns)} />}
			<Spans row={hintRow(state, snapshot, columns)} />
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
