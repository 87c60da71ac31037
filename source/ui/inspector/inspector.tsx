import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { DetailStore } from './detail.ts';
import { inspectorRows, type Standing } from './inspector-rows.ts';
import type { InspectorState } from './inspector-state.ts';

export interface InspectorProps {
	readonly rect: Rect;
	readonly inspector: InspectorState;
	readonly store: DetailStore;
	readonly standing: Standing;
}

/** One exchange, opened, in the place of the panels. */
export function Inspector({ rect, store, ...view }: InspectorProps): ReactNode {
	const detail = useSyncExternalStore(store.subscribe, store.current);
	return <RowsView rect={rect} rows={inspectorRows({ ...view, detail, width: rect.width, height: rect.height })} />;
}
