import type { Exchange, Snapshot } from '../../lab/lab.ts';
import type { ScreenState } from '../screen-state.ts';
import { isMarked, withMarked } from './marks.ts';
import { filterExchanges } from './traffic-filter.ts';

/** The exchanges that Traffic shows, and what it does not. */
export interface TrafficList {
	readonly shown: readonly Exchange[];
	readonly ids: readonly number[];
	/** Without the filter. */
	readonly total: number;
	readonly dropped: number;
	/** How many came since it was paused; undefined where it is not. */
	readonly newer: number | undefined;
}

/** What Traffic shows of this snapshot. */
export function trafficList(state: ScreenState['traffic'], snapshot: Snapshot): TrafficList {
	const { paused, filter, marks } = state;
	const dropped = paused?.dropped ?? snapshot.droppedExchanges;
	const exchanges = withMarked(paused?.exchanges ?? snapshot.exchanges, dropped, marks);
	const shown = filterExchanges(exchanges, filter, exchange => isMarked(marks, exchange));
	return {
		shown,
		ids: shown.map(({ id }) => id),
		total: exchanges.length,
		dropped,
		newer:
			paused === undefined
				? undefined
				: snapshot.droppedExchanges + snapshot.exchanges.length - paused.dropped - paused.exchanges.length,
	};
}

/** How many exchanges fit in the panel: less the row of headings, and those of the filter. */
export function trafficRoom(innerHeight: number, state: ScreenState['traffic']): number {
	const heading = innerHeight >= headingsFrom ? 1 : 0;
	return Math.max(1, innerHeight - heading - filterRowCount(innerHeight, state));
}

/** How many rows the filter takes: while it is typed, its terms are explained above it. */
export function filterRowCount(innerHeight: number, { filter, typing }: ScreenState['traffic']): number {
	if (typing) {
		return innerHeight >= 10 ? 3 : innerHeight >= 4 ? 2 : 1;
	}
	return filter === '' ? 0 : 1;
}

/** From how many rows on there is a row of headings. */
export const headingsFrom = 8;
