import { stay } from '../state.ts';
import type { View } from '../view.ts';
import { spokenInspector } from './announce.ts';
import { typeBytesQuery } from './bytes/bytes-commands.ts';
import { Inspector } from './inspector.tsx';
import { openInspector, updateInspector } from './inspector-commands.ts';

/** One exchange, opened, in the place of the panels. */
export const inspectorView: View = {
	name: 'inspector',
	contexts: ({ inspector }) => (inspector?.search.typing ? ['search', 'typing', 'always'] : ['inspector', 'always']),
	update: updateInspector,
	anywhere: { inspect: openInspector },
	type: (state, text, world) => (state.inspector?.search.typing ? stay(typeBytesQuery(state, text, world)) : undefined),
	Component: Inspector,
	replaces: 'tabs-too',
	spoken: spokenInspector,
};
