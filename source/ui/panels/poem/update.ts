import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import { bounds } from '../../../lab/snapshot.ts';
import type { Command } from '../../keymap.ts';
import { centredTop, clampTop, distanceOf } from '../../list-cursor.ts';
import { firstMatchFrom, goToMatch, noSearch, type Search, typeQuery, updateQuery } from '../../search/search-state.ts';
import { matchCount, type RowMatch } from '../../search/wrapped-lines.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { cancelFetch } from '../client/update.ts';
import { poemRoom, poemTop } from './poem-place.ts';

/** The Poem panel after a command; undefined where the command does nothing there. */
export function updatePoem(state: ScreenState, command: Command, world: World): Update | undefined {
	const { fetch } = world.snapshot;
	const { search } = state.poem;
	switch (command) {
		case 'search':
			return stay(withSearch(state, { ...search, typing: true }));
		case 'next-match':
			return stay(matchStepped(state, 1, world));
		case 'previous-match':
			return stay(matchStepped(state, -1, world));
		case 'copy':
			return copyPoem(state, fetch);
		case 'back':
			if (search.query !== '') {
				return stay(withSearch(state, noSearch));
			}
			return cancelFetch(state, world);
		default:
			return search.typing ? searchChanged(state, updateQuery(search, command), world) : move(state, command, world);
	}
}

/** The Poem panel with text added to the query; undefined where none is typed. */
export function typeInPoem(state: ScreenState, text: string, world: World): Update | undefined {
	const { search } = state.poem;
	return search.typing ? searchChanged(state, typeQuery(search, text), world) : undefined;
}

function withSearch(state: ScreenState, search: Search): ScreenState {
	return { ...state, poem: { ...state.poem, search } };
}

/** The Poem panel at the next match, or at the one before. */
function matchStepped(state: ScreenState, by: number, world: World): ScreenState {
	const { search } = state.poem;
	const matches = world.poemMatches(search.query);
	return showing(state, goToMatch(search, search.index + by, matchCount(matches)), matches, world);
}

/** The panel after a change of the search: another query leads to its first match from the reader's place on. */
function searchChanged(state: ScreenState, search: Search | undefined, world: World): Update | undefined {
	if (search === undefined || search.query === state.poem.search.query) {
		return search && stay(withSearch(state, search));
	}
	const matches = world.poemMatches(search.query);
	const top = topOf(state, world);
	const first = matches[firstMatchFrom(matches, ({ row }) => row < top)]?.match ?? 0;
	return stay(showing(state, { ...search, index: first }, matches, world));
}

/** The panel with the match of the search in the middle, where it is not seen already. */
function showing(state: ScreenState, search: Search, matches: readonly RowMatch[], world: World): ScreenState {
	const poem = { ...state.poem, search };
	const row = matches.find(({ match }) => match === search.index)?.row;
	const room = poemRoom({ ...state, poem }, world);
	const top = topOf(state, world);
	if (row === undefined || (row >= top && row < top + room)) {
		return { ...state, poem };
	}
	const middle = centredTop(world.poemRowCount(), row, room);
	return { ...state, poem: { ...poem, top: middle, fetch: world.snapshot.fetch?.id } };
}

function topOf(state: ScreenState, world: World): number {
	return poemTop(state.poem, world.snapshot.fetch, world.poemRowCount(), poemRoom(state, world));
}

function copyPoem(state: ScreenState, fetch: FetchState | undefined): Update {
	if (fetch === undefined || fetch.poemBytes === 0) {
		return stay(say(state, 'there is no poem to copy yet', 'warning'));
	}
	// Its first bytes are more than a terminal takes, so that a poem that is cut is never copied.
	const content = fetch.poemBytes > fetch.poem.length ? new Uint8Array(bounds.poemBytes) : fetch.poem;
	const what = fetch.status === 'running' ? 'the poem so far' : 'the poem';
	return { state, effects: [{ kind: 'copy', copied: { what, content, instead: 's saves it' } }] };
}

function move(state: ScreenState, command: Command, world: World): Update | undefined {
	const room = poemRoom(state, world);
	const rowCount = world.poemRowCount();
	const by = distanceOf(command, Math.max(1, room - 1));
	if (by === undefined) {
		return undefined;
	}
	const top = clampTop(topOf(state, world) + by, rowCount, room);
	return stay({ ...state, poem: { ...state.poem, fetch: world.snapshot.fetch?.id, top } });
}
