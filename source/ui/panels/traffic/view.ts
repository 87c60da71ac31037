import { placeCursor } from '../../list-cursor.ts';
import { stay } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';
import { allTraffic, currentExchange, filterStanding, trafficSummary } from './announce.ts';
import { observeMarks } from './marks.ts';
import { trafficList } from './traffic-list.ts';
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
	spoken: {
		arrival: trafficSummary,
		moved(before, after, command) {
			const [was, now] = [before.state.traffic, after.state.traffic];
			if (was.filter !== now.filter || was.typing !== now.typing) {
				// While it is typed, what it lets through is told once the typing stops.
				return now.typing ? [] : [filterStanding(after)];
			}
			return command === undefined || exchangeOn(before) === exchangeOn(after) ? [] : currentExchange(after);
		},
		whole: model => (trafficIsEmpty(model) ? trafficSummary(model) : allTraffic(model)),
		field: ({ state: { traffic } }) => (traffic.typing ? { label: 'Filter', text: traffic.filter } : undefined),
		standing: model => (model.state.traffic.typing ? filterStanding(model) : ''),
	},
};

function exchangeOn({ state: { traffic }, snapshot }: ViewModel): number | undefined {
	const { ids } = trafficList(traffic, snapshot);
	return ids[placeCursor(ids, traffic.cursor, 1, 'last').index];
}

function trafficIsEmpty(model: ViewModel): boolean {
	return trafficList(model.state.traffic, model.snapshot).shown.length === 0;
}
