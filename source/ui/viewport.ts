import { sizeOf, wholeBody } from './arrangement/arrangement.ts';
import type { Arrangement } from './arrangement/types.ts';
import { searchDrawn } from './inspector/bytes/bytes-search.ts';
import { inspectorExtent } from './inspector/exchange-views.ts';
import type { Detail } from './inspector/trace/detail.ts';
import { poemWidth } from './panels/poem/poem-place.ts';
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
	inspectorExtent: (detail, { inspector }, arrangement) => inspectorExtent(detail, inspector, wholeBody(arrangement)),
	bytesMatches: (query, detail, { inspector }, arrangement) =>
		searchDrawn(detail, query, inspector?.bytesMode ?? 'text', wholeBody(arrangement).width),
};
