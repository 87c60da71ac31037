import type { ReactNode } from 'react';
import { Rows } from '../components/spans.tsx';
import type { ViewProps } from '../view.ts';
import { standingOf } from './inspector-commands.ts';
import { inspectorRows } from './inspector-rows.ts';

/** One exchange, opened, in the place of the panels. */
export function Inspector({ model: { state, snapshot, detail }, width, height }: ViewProps): ReactNode {
	const { inspector } = state;
	return inspector === undefined ? null : (
		<Rows rows={inspectorRows({ inspector, detail, standing: standingOf(state, snapshot), width, height })} />
	);
}
