import type { FetchId } from '../../../events/events.ts';
import type { BatchState } from '../../../lab/snapshot/batch-state.ts';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import type { Exchange, Snapshot } from '../../../lab/snapshot.ts';
import { rememberLast } from '../../inspector/remember-last.ts';
import type { ScreenState } from '../../state.ts';

/** True for a fetch that has not ended: it is running, or it waits for its turn. */
export function isUnderWay({ status }: FetchState): boolean {
	return status === 'running' || status === 'waiting';
}

/** The snapshot with the fetch that the person has selected in the place of the newest one, so that it is shown. */
export function withShownFetch({ client: { selected } }: ScreenState, snapshot: Snapshot): Snapshot {
	return selected === undefined ? snapshot : replaced(snapshot, selected);
}

const replaced = rememberLast((snapshot: Snapshot, selected: FetchId): Snapshot => {
	const fetch = snapshot.fetches.find(({ id }) => id === selected);
	return fetch === undefined || fetch === snapshot.fetch ? snapshot : { ...snapshot, fetch };
});

/** The exchange that served the fetch's poem; undefined where it is not known, or not any more. */
export function servedBy({ connection }: FetchState, { exchanges }: Pick<Snapshot, 'exchanges'>): Exchange | undefined {
	return connection === undefined ? undefined : exchanges.find(({ id }) => id === connection);
}

/** The fetches as they are listed: the newest batch or single fetch first, and those of a batch in the order asked for. */
export const listedFetches = rememberLast(({ fetches }: Pick<Snapshot, 'fetches'>): readonly FetchState[] => {
	const groups: FetchState[][] = [];
	for (const fetch of fetches) {
		const group = groups.at(-1);
		if (fetch.batch !== undefined && group?.[0]?.batch === fetch.batch) {
			group.push(fetch);
		} else {
			groups.push([fetch]);
		}
	}
	return groups.reverse().flat();
});

/** The batch that the shown fetch is part of; undefined for a single one. */
export function shownBatch({ fetch, batches }: Snapshot): BatchState | undefined {
	return fetch?.batch === undefined ? undefined : batches.find(({ id }) => id === fetch.batch);
}

/** The fetches of a batch that are still known. */
export function fetchesOf({ id }: BatchState, { fetches }: Snapshot): readonly FetchState[] {
	return fetches.filter(({ batch }) => batch === id);
}

/** True where several fetches are of interest: then they are listed, rather than one with all of its steps. */
export function showsSeveral({ client: { field } }: ScreenState, snapshot: Snapshot): boolean {
	return field === 'fetches' || shownBatch(snapshot) !== undefined || snapshot.fetches.filter(isUnderWay).length > 1;
}
