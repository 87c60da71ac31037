import type { ReactNode } from 'react';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { poemPanel } from './poem-rows.ts';

/** Panel 5: the poem as its bytes arrive, and how it got here. */
export function PoemPanel({ model: { state, snapshot, poem, poemMatches }, ...place }: ViewProps): ReactNode {
	const { fetch } = snapshot;
	return <DrawnPanel {...poemPanel({ fetch, text: poem, matches: poemMatches, poem: state.poem, ...place })} />;
}
