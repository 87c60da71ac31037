import { sizeOf, wholeBody } from './arrangement/arrangement.ts';
import type { Arrangement } from './arrangement/types.ts';
import { matchesInDetail } from './inspector/inspector-content.ts';
import { inspectorExtent } from './inspector/inspector-rows.ts';
import type { Detail } from './inspector/story/detail.ts';
import { poemWidth } from './panels/poem/poem-rows.ts';
import type { ScreenState, World } from './state.ts';

/** How much of a long text is seen at once, and how it is divided into lines. */
export interface Viewport {
	/** How many columns a line of the poem has. */
	poemWidth(arrangement: Arrangement): number;
	/** How many rows the open exchange's view has, how many of them are seen, and whether it goes on. */
	inspectorExtent(detail: Detail, state: ScreenState, arrangement: Arrangement): ReturnType<World['inspectorExtent']>;
	/** How often a query is found in the open exchange's bytes, and in which row each time. */
	bytesMatches(
		query: string,
		detail: Detail,
		state: ScreenState,
		arrangement: Arrangement,
	): ReturnType<World['bytesMatches']>;
}

/** As the panels are drawn. */
export const drawnViewport: Viewport = {
	poemWidth: arrangement => poemWidth(sizeOf(arrangement, 'poem')?.width ?? 80),
	inspectorExtent(detail, { inspector }, arrangement) {
		const { width, height } = wholeBody(arrangement);
		return inspector === undefined
			? { rowCount: 0, room: 1, isRunning: false }
			: inspectorExtent({ inspector, detail, width, height });
	},
	bytesMatches: (query, detail, { inspector }, arrangement) =>
		matchesInDetail(detail, inspector, query, wholeBody(arrangement).width),
};
