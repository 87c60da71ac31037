import type { ReactNode } from 'react';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { type CardView, cardRows } from './card-rows.ts';

/** The lesson that is under way: what to know, to guess and to do, and what came of it. */
export function LessonCard({ rect, ...view }: CardView & { readonly rect: Rect }): ReactNode {
	return <RowsView rect={rect} rows={cardRows(view, rect)} />;
}
