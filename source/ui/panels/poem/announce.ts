import { visibleLine } from '../../../wire/visible-text.ts';
import { spokenOutcome } from '../../class-words.ts';
import { poemOutcome } from '../../fetch-outcome.ts';
import { formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { listed, plainWords, sentence, spokenBytes, spokenParty } from '../../screen-reader/speech.ts';
import { isSearching } from '../../search/search-row.ts';
import { matchWords } from '../../search/search-state.ts';
import { matchCount } from '../../search/wrapped-lines.ts';
import type { ViewModel } from '../../view.ts';

/** The most lines of a poem that are read at once. */
const mostRead = 1_000;

/** The poem as somebody comes to it. */
export function poemSummary({ snapshot: { fetch }, poem }: ViewModel): readonly string[] {
	if (fetch === undefined) {
		return ['Poem: nothing was fetched yet.'];
	}
	if (poem.rowCount === 0) {
		const why = fetch.status === 'failed' ? `: ${visibleLine(fetch.why ?? fetch.code ?? '')}` : '';
		return [sentence(`Poem: ${fetch.status === 'running' ? 'waiting for the first byte' : fetch.status}${why}`)];
	}
	const facts = listed(
		formatPlural(poem.rowCount, 'line'),
		spokenBytes(fetch.poemBytes),
		`from ${spokenParty(fetch.server ?? fetch.address)}`,
		plainWords(spokenOutcome(poemOutcome(fetch), fetch).word),
		fetch.status === 'running' ? 'still arriving' : '',
		fetch.status === 'fell-back' ? 'the original, since a transform fell back' : '',
	);
	return [sentence(`Poem: ${facts}`), 'Down arrow reads a line, page down ten, z all of it.'];
}

/** The poem's lines from one to another; an empty one is said where it would be passed over. */
function poemLines({ poem }: ViewModel, from: number, to: number): readonly string[] {
	return poem.rows(from, to - from).map(line => (line.trim() === '' ? (to - from === 1 ? 'Empty line.' : '') : line));
}

/** The whole poem. */
export function allOfPoem(model: ViewModel): readonly string[] {
	const left = model.poem.rowCount - mostRead;
	return model.poem.rowCount === 0
		? poemSummary(model)
		: [
				...poemLines(model, 0, Math.min(mostRead, model.poem.rowCount)),
				left > 0 ? `${formatPlural(left, 'more line')}: page down from there.` : 'End of the poem.',
			];
}

/** The line that the reader is on, from 0; -1 before anything was read of this poem. */
export function poemPlace({ state, snapshot: { fetch }, poem }: ViewModel): number {
	return fetch !== undefined && state.poem.fetch === fetch.id
		? Math.max(0, Math.min(state.poem.top, poem.rowCount - 1))
		: -1;
}

/** The number of lines that one page reads. */
export const pageLines = 10;

/** The lines that are read after a key: those that the reader passed, or the one with the match. */
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
