import { firstIndexWhere } from '../../../wire/first-index-where.ts';
import { centredTop } from '../../list-cursor.ts';
import { goToMatch, type Search } from '../../search/search-state.ts';
import type { World } from '../../state.ts';
import { type InspectorState, inspectorTop } from '../inspector-state.ts';

type Change = Partial<InspectorState>;

/** The change of the inspector by a search in the bytes: a new query leads to the first match from here on. */
export function searchChanged(inspector: InspectorState, search: Search, world: World): Change {
	if (search.query === '' || search.query === inspector.search.query) {
		return { search };
	}
	const { count, rowOf } = world.bytesMatches(search.query);
	const top = topOf(inspector, world);
	const found = firstIndexWhere(count, index => rowOf(index) >= top);
	return showing(inspector, { ...search, index: found < count ? found : 0 }, world);
}

/** The next match in the bytes, or the one before. */
export function matchStepped(inspector: InspectorState, by: number, world: World): Change {
	const { count } = world.bytesMatches(inspector.search.query);
	return showing(inspector, goToMatch(inspector.search, inspector.search.index + by, count), world);
}

/** The match is brought to the middle where it is not seen. */
function showing(inspector: InspectorState, search: Search, world: World): Change {
	const { count, rowOf } = world.bytesMatches(search.query);
	const { rowCount, room } = world.inspectorExtent();
	const top = topOf(inspector, world);
	const row = rowOf(search.index);
	const seen = count === 0 || (row >= top && row < top + room - 1);
	const middle = centredTop(rowCount, row, room);
	return { search, top: seen ? inspector.top : middle };
}

function topOf({ top }: InspectorState, world: World): number {
	const { rowCount, room, isRunning } = world.inspectorExtent();
	return inspectorTop(top, isRunning, rowCount, room);
}
