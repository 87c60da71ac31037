import type { Exchange, Snapshot } from '../../lab/lab.ts';
import type { ScreenState } from '../screen-state.ts';
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
	const { paused, filter } = state;
	const exchanges = paused?.exchanges ?? snapshot.exchanges;
	const dropped = paused?.dropped ?? snapshot.droppedExchanges;
	const shown = filterExchanges(exchanges, filter);
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

/** How many exchanges fit in the panel: less one row of headings, and one of the filter where there is one. */
export function trafficRoom(innerHeight: number, state: ScreenState['traffic']): number {
	const heading = innerHeight >= headingsFrom ? 1 : 0;
	const filter = state.typing || state.filter !== '' ? 1 : 0;
	return Math.max(1, innerHeight - heading - filter);
}

/** From how many rows on there is a row of headings. */
export const headingsFrom = 8;
