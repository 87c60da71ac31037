import type { Command } from '../../keymap.ts';
import { sentence } from '../../screen-reader/speech.ts';
import { isSearching } from '../../search/search-row.ts';
import { matchWords } from '../../search/search-state.ts';
import { matchCount } from '../../search/wrapped-lines.ts';
import type { ViewModel } from '../../view-model.ts';
import { poemLines, poemPlace } from './announce.ts';

/** So many lines a page goes on by, and reads. */
export const pageLines = 10;

/** What is read of the poem after a key: the lines that the reader passed, or the line with the match. */
export function poemMove(before: ViewModel, after: ViewModel, command: Command | undefined): readonly string[] {
	const [was, now] = [before.state.poem, after.state.poem];
	if (isSearching(was.search) && !isSearching(now.search)) {
		return ['Search ended.'];
	}
	if (now.search.typing || command === undefined) {
		return [];
	}
	if (was.search.typing || was.search.index !== now.search.index) {
		return matchLines(after);
	}
	const [from, to] = [poemPlace(before), poemPlace(after)];
	return from === to ? [] : poemLines(after, ...stretch(from, to));
}

/** The lines that are read where somebody goes from one to another: on the way down all of a page. */
export function stretch(from: number, to: number): readonly [from: number, to: number] {
	return to > from && to - from <= pageLines ? [from + 1, to + 1] : [to, to + 1];
}

function matchLines({ state, poemMatches, poem }: ViewModel): readonly string[] {
	const { search } = state.poem;
	const row = poemMatches.find(({ match }) => match === search.index)?.row;
	const words = sentence(matchWords(search, matchCount(poemMatches)));
	return row === undefined ? [words] : [`${words} Line ${row + 1}: ${poem.rows(row, 1).join('')}`];
}
