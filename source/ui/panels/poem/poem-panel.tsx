import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { poemRows } from './poem-rows.ts';

/** Panel 5: the poem as its bytes arrive, and how it got here. */
export function PoemPanel({ model: { state, snapshot, poem, poemMatches }, ...place }: ViewProps): ReactNode {
	const { fetch } = snapshot;
	return <Rows rows={poemRows({ fetch, text: poem, matches: poemMatches, poem: state.poem, ...place })} />;
}
