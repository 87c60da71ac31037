import type { Detail } from './inspector/detail.ts';
import { matchesInDetail } from './inspector/inspector-content.ts';
import { inspectorExtent } from './inspector/inspector-rows.ts';
import { wholeBody } from './layout.ts';
import { poemWidth } from './poem/poem-rows.ts';
import { layoutOf, type ScreenState, type World } from './screen-state.ts';

/** Where it is to be seen: the lab as it is now, and the terminal. */
type Place = Pick<World, 'snapshot' | 'columns' | 'rows'>;

/** How what is longer than a line, or than there is room for, is divided for whoever reads it. */
export interface Sight {
	/** How many columns a line of the poem has. */
	poemWidth(state: ScreenState, place: Place): number;
	/** How many rows the open exchange's view has, how many of them are seen, and whether it goes on. */
	inspectorExtent(detail: Detail, state: ScreenState, place: Place): ReturnType<World['inspectorExtent']>;
	/** How often a query is found in the open exchange's bytes, and in which row each time. */
	bytesMatches(query: string, detail: Detail, state: ScreenState, place: Place): ReturnType<World['bytesMatches']>;
}

/** As the panels are painted. */
export const paintedSight: Sight = {
	poemWidth: (state, place) => poemWidth(layoutOf(state, place).panels.poem?.width ?? 80),
	inspectorExtent(detail, state, place) {
		const { inspector } = state;
		const { width, height } = wholeBody(layoutOf(state, place));
		return inspector === undefined
			? { rowCount: 0, room: 1, isRunning: false }
			: inspectorExtent({ inspector, detail, width, height });
	},
	bytesMatches: (query, detail, state, place) =>
		matchesInDetail(detail, state.inspector, query, wholeBody(layoutOf(state, place)).width),
};
