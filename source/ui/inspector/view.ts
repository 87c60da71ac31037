import type { View } from '../view.ts';
import { spokenInspector } from './announce.ts';
import { Inspector } from './inspector.tsx';
import { openInspector, typeInInspector, updateInspector } from './update.ts';

/** One exchange, opened, in the place of the panels. */
export const inspectorView: View = {
	name: 'inspector',
	contexts: ({ inspector }) => (inspector?.search.typing ? ['search', 'typing'] : ['inspector']),
	update: updateInspector,
	anywhere: { inspect: openInspector },
	type: typeInInspector,
	Component: Inspector,
	replaces: 'tabs-too',
	spoken: spokenInspector,
};
