import { foundWords } from '../screen-reader/speech.ts';
import { matchWords } from '../search/search-state.ts';
import { stay } from '../state.ts';
import type { View } from '../view.ts';
import { typeBytesQuery } from './bytes/bytes-commands.ts';
import { Inspector } from './inspector.tsx';
import { updateInspector } from './inspector-commands.ts';
import { inspectorMove } from './inspector-step.ts';
import { headingWords, openedOf, viewWords } from './inspector-words.ts';
import { matchesInLines } from './view-lines.ts';

/** One exchange, opened, in the place of the panels. */
export const inspectorView: View = {
	name: 'inspector',
	contexts: ({ inspector }) => (inspector?.search.typing ? ['search', 'typing', 'always'] : ['inspector', 'always']),
	update: updateInspector,
	type: (state, text, world) => (state.inspector?.search.typing ? stay(typeBytesQuery(state, text, world)) : undefined),
	Component: Inspector,
	replaces: 'tabs-too',
	spoken: {
		arrival(moment) {
			const opened = openedOf(moment);
			return opened === undefined ? [] : [headingWords(moment, opened), ...viewWords(opened)];
		},
		moved: inspectorMove,
		field: ({ state: { inspector } }) =>
			inspector?.search.typing ? { label: 'Search', text: inspector.search.query } : undefined,
		standing: ({ state: { inspector }, detail }) =>
			inspector?.search.typing
				? foundWords(matchWords(inspector.search, matchesInLines(detail, inspector, inspector.search.query).count))
				: '',
	},
};
