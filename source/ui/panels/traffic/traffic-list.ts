import type { Exchange, Snapshot } from '../../../lab/snapshot.ts';
import { formatCount } from '../../format.ts';
import { cursorIndex } from '../../list-cursor.ts';
import type { ScreenState } from '../../state.ts';
import type { ViewModel } from '../../view.ts';
import { filterExchanges } from './filter/traffic-filter.ts';
import { isMarked, withMarked } from './marks.ts';

/** The exchanges that Traffic shows, and what it does not. */
export interface TrafficList {
	readonly shown: readonly Exchange[];
	readonly ids: readonly number[];
	/** Without the filter. */
	readonly total: number;
	readonly dropped: number;
	/** Those that came since Traffic was paused and that the filter lets through; undefined where it is not paused. */
	readonly newer: NewerExchanges | undefined;
}

/** The exchanges that a paused list does not show, and that would be in it. */
export interface NewerExchanges {
	readonly count: number;
	/** Some took the place of others before anybody saw whether the filter lets them through. */
	readonly isLeast: boolean;
}

/** The exchanges that Traffic shows of this snapshot. */
export function trafficList(state: ScreenState['traffic'], snapshot: Snapshot): TrafficList {
	const { paused, filter, marks } = state;
	const dropped = paused?.dropped ?? snapshot.droppedExchanges;
	const exchanges = withMarked(paused?.exchanges ?? snapshot.exchanges, dropped, marks);
	const shown = filterExchanges(exchanges, filter, exchange => isMarked(marks, exchange));
	return { shown, ids: shown.map(({ id }) => id), total: exchanges.length, dropped, newer: newerThan(state, snapshot) };
}

/** The exchange in Traffic that the person is on. */
export function selectedInTraffic({ state, snapshot }: Pick<ViewModel, 'state' | 'snapshot'>): Exchange | undefined {
	const { ids, shown } = trafficList(state.traffic, snapshot);
	return shown[cursorIndex(ids, state.traffic.cursor, 'last')];
}

/** In words: `2 new`, `2 new or more`. */
export function newerWords({ count, isLeast }: NewerExchanges): string {
	return `${formatCount(count)} new${isLeast ? ' or more' : ''}`;
}

function newerThan(
	{ paused, filter }: ScreenState['traffic'],
	{ exchanges, droppedExchanges }: Snapshot,
): NewerExchanges | undefined {
	if (paused === undefined) {
		return undefined;
	}
	const count = droppedExchanges + exchanges.length - paused.dropped - paused.exchanges.length;
	if (filter === '') {
		return { count, isLeast: false };
	}
	// Nobody can have marked what was not shown yet.
	const kept = exchanges.slice(Math.max(0, exchanges.length - count));
	return { count: filterExchanges(kept, filter).length, isLeast: count > kept.length };
}

/** The number of exchanges that fit in the panel, below the row of headings and beside the rows of the filter. */
export function trafficRoom(innerHeight: number, state: ScreenState['traffic']): number {
	const heading = innerHeight >= headingsFrom ? 1 : 0;
	return Math.max(1, innerHeight - heading - filterRowCount(innerHeight, state));
}

/** The number of rows for the filter: while it is typed, its terms are explained above it. */
export function filterRowCount(innerHeight: number, { filter, typing }: ScreenState['traffic']): number {
	if (typing) {
		return innerHeight >= 10 ? 3 : innerHeight >= 4 ? 2 : 1;
	}
	return filter === '' ? 0 : 1;
}

/** The least number of rows with which there is a row of headings. */
export const headingsFrom = 8;
