import type { Extent } from '../arrangement/types.ts';
import { roomBeside } from '../search/search-row.ts';
import type { World } from '../state.ts';
import { bytesView } from './bytes/view.tsx';
import { type ExchangeView, type LaidOut, openDetail } from './exchange-view.ts';
import type { InspectorState, InspectorView } from './inspector-state.ts';
import { ladderView } from './ladder/view.tsx';
import { rememberLast } from './remember-last.ts';
import { timesView } from './times/view.tsx';
import type { Detail, OpenDetail } from './trace/detail.ts';
import { whyView } from './why/view.tsx';

/** The ways to look at an exchange. To add one: a folder with its view, its name in the state, and a line here. */
export const exchangeViews: { readonly [name in InspectorView]: ExchangeView } = {
	ladder: ladderView,
	bytes: bytesView,
	why: whyView,
	times: timesView,
};

/** A view, laid out once for the same exchange, view, mode and width. */
export const layOutView = rememberLast(
	(detail: OpenDetail, view: InspectorView, mode: InspectorState['bytesMode'], width: number): LaidOut =>
		exchangeViews[view].layOut(detail, mode, width),
);

/** The number of rows of the view, the number of those that are seen at once below the title and the tabs, and whether it goes on. */
export function inspectorExtent(
	detail: Detail,
	inspector: InspectorState | undefined,
	{ width, height }: Extent,
): ReturnType<World['inspectorExtent']> {
	const here = openDetail(detail, inspector);
	if (here === undefined || inspector === undefined) {
		return { rowCount: 0, room: 1, isRunning: false };
	}
	const { hasHeads, count } = layOutView(here, inspector.view, inspector.bytesMode, width);
	const rows = height - 2 - (hasHeads ? 1 : 0);
	const whole = inspector.view === 'bytes' ? roomBeside(inspector.search, rows) : Math.max(1, rows);
	// Where not all are seen, a row says how many more there are.
	return {
		rowCount: count,
		room: count > whole ? Math.max(1, whole - 1) : whole,
		isRunning: !here.trace.settled,
	};
}
