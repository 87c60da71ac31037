import { firstIndex } from '../../first-index.ts';
import type { Command } from '../../keymap.ts';
import { goToMatch, type Search, typeQuery, updateQuery } from '../../search/search-state.ts';
import type { ScreenState, World } from '../../state.ts';
import { type InspectorState, inspectorTop } from '../inspector-state.ts';

/** The open exchange with text added to the query that is searched in its bytes. */
export function typeBytesQuery(state: ScreenState, text: string, world: World): ScreenState {
	return changed(state, world, inspector => typeQuery(inspector.search, text));
}

/** What a command does while the query is typed. */
export function updateBytesQuery(state: ScreenState, command: Command, world: World): ScreenState {
	return changed(state, world, inspector => updateQuery(inspector.search, command) ?? inspector.search);
}

/** The next match in the bytes, or the one before. */
export function stepBytesMatch(state: ScreenState, by: number, world: World): ScreenState {
	const { inspector } = state;
	if (inspector === undefined) {
		return state;
	}
	const { count } = world.bytesMatches(inspector.search.query);
	const search = goToMatch(inspector.search, inspector.search.index + by, count);
	return showing(state, inspector, search, world);
}

function changed(state: ScreenState, world: World, change: (inspector: InspectorState) => Search): ScreenState {
	const { inspector } = state;
	if (inspector === undefined) {
		return state;
	}
	const search = change(inspector);
	return search.query === '' || search.query === inspector.search.query
		? { ...state, inspector: { ...inspector, search } }
		: showing(state, inspector, { ...search, index: firstFromHere(inspector, search, world) }, world);
}

/** The first match from the row on that the reader sees first. */
function firstFromHere(inspector: InspectorState, { query }: Search, world: World): number {
	const { count, rowOf } = world.bytesMatches(query);
	const top = topOf(inspector, world);
	const found = firstIndex(count, index => rowOf(index) >= top);
	return found < count ? found : 0;
}

/** The match is brought to the middle where it is not seen. */
function showing(state: ScreenState, inspector: InspectorState, search: Search, world: World): ScreenState {
	const { count, rowOf } = world.bytesMatches(search.query);
	const { rowCount, room } = world.inspectorExtent();
	const top = topOf(inspector, world);
	const row = rowOf(search.index);
	const seen = count === 0 || (row >= top && row < top + room - 1);
	const middle = Math.max(0, Math.min(row - Math.floor(room / 2), rowCount - room));
	return { ...state, inspector: { ...inspector, search, top: seen ? inspector.top : middle } };
}

function topOf({ top }: InspectorState, world: World): number {
	const { rowCount, room, isRunning } = world.inspectorExtent();
	return inspectorTop(top, isRunning, rowCount, room);
}
