import { visibleText } from '../../../wire/visible-text.ts';
import type { Command } from '../../keymap.ts';
import { findText } from '../../search/find.ts';
import { firstMatchFrom, goToMatch, type Search, typeQuery, updateQuery } from '../../search/search-state.ts';
import { matchCount, placeMatches, type RowMatch, type WrappedLine } from '../../search/wrapped-lines.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { poemRoom, poemTop } from './poem-place.ts';
import type { PoemText } from './poem-text.ts';

/** Finds a query in a wrapped poem; gives the last result again where nothing has changed. */
export type FindInPoem = (poem: Uint8Array, text: PoemText, query: string) => readonly RowMatch[];

const nothing: readonly RowMatch[] = [];

/** Finds one query after another, in one poem after another. */
export function createPoemFinder(): FindInPoem {
	let seen: { readonly text: PoemText; readonly query: string; readonly found: readonly RowMatch[] } | undefined;
	return (poem, text, query) => {
		if (query === '') {
			return nothing;
		}
		if (seen?.text !== text || seen.query !== query) {
			seen = { text, query, found: placeMatches(linesOf(poem, text), line => findText(line, query)) };
		}
		return seen.found;
	};
}

/** The Poem panel while a query is typed; undefined where the command does nothing there. */
export function updatePoemQuery(state: ScreenState, command: Command, world: World): Update | undefined {
	const search = updateQuery(state.poem.search, command);
	return search === undefined ? undefined : stay(atFirstMatch(state, search, world));
}

/** The Poem panel with text added to the query. */
export function typePoemQuery(state: ScreenState, text: string, world: World): ScreenState {
	return atFirstMatch(state, typeQuery(state.poem.search, text), world);
}

/** The Poem panel at the next match, or at the one before. */
export function stepPoemMatch(state: ScreenState, by: number, world: World): ScreenState {
	const { search } = state.poem;
	const matches = world.poemMatches(search.query);
	return showing(state, goToMatch(search, search.index + by, matchCount(matches)), matches, world);
}

/** The search with another query, at its first match from the reader's place on. */
function atFirstMatch(state: ScreenState, search: Search, world: World): ScreenState {
	if (search.query === state.poem.search.query) {
		return { ...state, poem: { ...state.poem, search } };
	}
	const matches = world.poemMatches(search.query);
	const top = topOf(state, world);
	const first = matches[firstMatchFrom(matches, ({ row }) => row < top)]?.match ?? 0;
	return showing(state, { ...search, index: first }, matches, world);
}

function showing(state: ScreenState, search: Search, matches: readonly RowMatch[], world: World): ScreenState {
	const poem = { ...state.poem, search };
	const row = matches.find(({ match }) => match === search.index)?.row;
	const room = poemRoom({ ...state, poem }, world);
	const top = topOf(state, world);
	if (row === undefined || (row >= top && row < top + room)) {
		return { ...state, poem };
	}
	const middle = Math.max(0, Math.min(row - Math.floor(room / 2), world.poemRowCount() - room));
	return { ...state, poem: { ...poem, top: middle, fetch: world.snapshot.fetch?.id } };
}

function topOf(state: ScreenState, world: World): number {
	return poemTop(state.poem, world.snapshot.fetch, world.poemRowCount(), poemRoom(state, world));
}

/** The poem's lines, each with its rows. */
function linesOf(poem: Uint8Array, text: PoemText): readonly WrappedLine[] {
	const rows = text.rows(0, text.rowCount);
	const lines = new TextDecoder().decode(poem).split('\n');
	const wrapped: { text: string; rows: string[] }[] = [];
	for (const [row, shown] of rows.entries()) {
		const line = text.lineAt(row);
		const known = wrapped[line];
		if (known === undefined) {
			const whole = lines[line] ?? '';
			wrapped[line] = { text: visibleText(whole.endsWith('\r') ? whole.slice(0, -1) : whole), rows: [shown] };
		} else {
			known.rows.push(shown);
		}
	}
	return wrapped;
}
