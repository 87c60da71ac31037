import { stay } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import { spokenTraffic } from './announce.ts';
import { observeMarks } from './marks.ts';
import { TrafficPanel } from './traffic-panel.tsx';
import { pauseTraffic, typeFilter, updateFilter, updateTraffic } from './update.ts';

/** The panel with a line for each exchange. */
export const trafficView: PanelView = {
	name: 'traffic',
	contexts: state => (state.traffic.typing ? ['filter', 'typing'] : ['traffic']),
	update: (state, command, world) =>
		state.traffic.typing ? stay(updateFilter(state, command)) : updateTraffic(state, command, world),
	anywhere: { pause: (state, world) => stay(pauseTraffic(state, world)) },
	type: (state, text) => (state.traffic.typing ? stay(typeFilter(state, text)) : undefined),
	observe: observeMarks,
	Component: TrafficPanel,
	place: {
		stack: () => ({ least: 6, wish: 16, share: 2, rank: 3 }),
		columns: ({ body }) => ({ column: 1, least: 7, wish: Math.floor(body.height * 0.62), share: 1, rank: 1 }),
		wide: ({ body }) => ({ column: 1, least: body.height, wish: body.height, share: 0, rank: 1 }),
	},
	tabTitle: () => 'Traffic',
	spoken: spokenTraffic,
};
