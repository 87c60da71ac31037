import { memo, type ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { ScreenState } from '../screen-state.ts';
import type { RowMatch } from '../search/wrapped-lines.ts';
import { poemRows } from './poem-rows.ts';
import type { PoemText } from './poem-text.ts';

export interface PoemPanelProps {
	readonly rect: Rect;
	readonly fetch: Snapshot['fetch'];
	readonly text: PoemText;
	readonly matches: readonly RowMatch[];
	readonly poem: ScreenState['poem'];
	readonly focused: boolean;
}

/** Panel 5: the poem as its bytes arrive, and how it got here. */
export const PoemPanel = memo(function PoemPanel({ rect, ...view }: PoemPanelProps): ReactNode {
	return <RowsView rect={rect} rows={poemRows({ ...view, width: rect.width, height: rect.height })} />;
});
