import { wholeBody } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { isUnderWay, shownBatch } from '../../panels/client/client-fetches.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { exchangeOf, inspectorTop, openedInspector } from '../inspector-state.ts';
import type { BatchDetail } from './batch-detail.ts';

/** The rows above the ladder: the title, the summary, the selected fetch, and the names of the lanes. */
const headRows = 4;

/** Opens the batch of the fetch that is shown, or the newest one. */
export function openBatch(state: ScreenState, { snapshot }: World): Update {
	const batch = shownBatch(snapshot) ?? snapshot.batches.at(-1);
	if (batch === undefined) {
		return stay(say(state, 'no batch was fetched yet: / chooses several hosts', 'warning'));
	}
	const lane = snapshot.fetch?.batch === batch.id ? snapshot.fetch.id - batch.firstFetch : 0;
	return stay({ ...state, batch: { id: batch.id, lane, top: undefined } });
}

/** The state after a command while a batch is open. */
export function updateBatch(state: ScreenState, command: Command, world: World): Update | undefined {
	const { batch } = state;
	const lanes = world.batch?.ladder?.lanes ?? [];
	if (batch === undefined) {
		return undefined;
	}
	switch (command) {
		case 'back':
			return stay({ ...state, batch: undefined });
		case 'next-lane':
			return stay({ ...state, batch: { ...batch, lane: Math.min(lanes.length - 1, batch.lane + 1) } });
		case 'previous-lane':
			return stay({ ...state, batch: { ...batch, lane: Math.max(0, batch.lane - 1) } });
		case 'accept':
			return openLane(state, world);
		default: {
			const { rowCount, room, top } = batchExtent(state, world.batch, wholeBody(world.arrangement).height);
			const next = movedIndex(top, Math.max(1, rowCount - room + 1), command, Math.max(1, room - 1));
			return next === undefined ? undefined : stay({ ...state, batch: { ...batch, top: next } });
		}
	}
}

/** The number of rows of the ladder, the number of those that are seen, and the first of these. */
export function batchExtent({ batch }: ScreenState, detail: BatchDetail | undefined, height: number) {
	const rowCount = detail?.ladder?.items.length ?? 0;
	const room = Math.max(1, height - headRows);
	const isRunning = detail?.ladder?.end === undefined;
	return { rowCount, room, top: inspectorTop(batch?.top, isRunning, rowCount, room) };
}

/** Opens the exchange of the selected fetch; from there, back leads to the batch. */
function openLane(state: ScreenState, { snapshot, batch }: World): Update {
	const lane = batch?.ladder?.lanes[state.batch?.lane ?? 0];
	const fetch = snapshot.fetches.find(({ id }) => id === lane?.fetch);
	const connection = exchangeOf(fetch, snapshot);
	if (connection !== undefined) {
		return stay({ ...state, inspector: openedInspector(connection) });
	}
	const why = fetch !== undefined && isUnderWay(fetch) ? 'has no connection yet' : 'is no longer kept, or never began';
	return stay(say(state, `${lane?.name ?? 'this fetch'} ${why}`, 'warning'));
}
