import { bounds, type FetchState } from '../../../lab/snapshot.ts';
import type { Command } from '../../keymap.ts';
import { distanceOf } from '../../list-cursor.ts';
import { noSearch } from '../../search/search-state.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { cancelFetch } from '../client/update.ts';
import { clampTop, poemRoom, poemTop } from './poem-place.ts';
import { stepPoemMatch, updatePoemQuery } from './poem-search.ts';

/** The Poem panel after a command; undefined where the command does nothing there. */
export function updatePoem(state: ScreenState, command: Command, world: World): Update | undefined {
	const { fetch } = world.snapshot;
	const { search } = state.poem;
	switch (command) {
		case 'search':
			return stay(withSearch(state, { ...search, typing: true }));
		case 'next-match':
			return stay(stepPoemMatch(state, 1, world));
		case 'previous-match':
			return stay(stepPoemMatch(state, -1, world));
		case 'copy':
			return copyPoem(state, fetch);
		case 'back':
			if (search.query !== '') {
				return stay(withSearch(state, noSearch));
			}
			return cancelFetch(state, world);
		default:
			return search.typing ? updatePoemQuery(state, command, world) : move(state, command, world);
	}
}

function withSearch(state: ScreenState, search: ScreenState['poem']['search']): ScreenState {
	return { ...state, poem: { ...state.poem, search } };
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
	const { fetch } = world.snapshot;
	const room = poemRoom(state, world);
	const rowCount = world.poemRowCount();
	const by = distanceOf(command, Math.max(1, room - 1));
	if (by === undefined) {
		return undefined;
	}
	const top = clampTop(poemTop(state.poem, fetch, rowCount, room) + by, rowCount, room);
	return stay({ ...state, poem: { ...state.poem, fetch: fetch?.id, top } });
}
