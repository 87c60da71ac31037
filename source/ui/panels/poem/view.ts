import { foundWords } from '../../screen-reader/speech.ts';
import { matchWords } from '../../search/search-state.ts';
import { matchCount } from '../../search/wrapped-lines.ts';
import type { PanelView } from '../../view.ts';
import { allOfPoem, poemMove, poemSummary } from './announce.ts';
import { PoemPanel } from './poem-panel.tsx';
import { typeInPoem, updatePoem } from './update.ts';

/** The panel with the poem that was fetched. */
export const poemView: PanelView = {
	name: 'poem',
	contexts: state => (state.poem.search.typing ? ['search', 'typing'] : ['poem']),
	update: updatePoem,
	type: typeInPoem,
	Component: PoemPanel,
	place: {
		stack: () => ({ least: 6, wish: 16, share: 2, rank: 2 }),
		columns: ({ body }) => ({ column: 1, least: 7, wish: Math.floor(body.height * 0.62), share: 1, rank: 2 }),
		wide: ({ body }) => ({ column: 2, least: body.height, wish: body.height, share: 0, rank: 1 }),
	},
	tabTitle: () => 'Poem',
	spoken: {
		arrival: poemSummary,
		moved: poemMove,
		whole: allOfPoem,
		field: ({ state: { poem } }) => (poem.search.typing ? { label: 'Search', text: poem.search.query } : undefined),
		standing: ({ state: { poem }, poemMatches }) =>
			poem.search.typing ? foundWords(matchWords(poem.search, matchCount(poemMatches))) : '',
	},
};
