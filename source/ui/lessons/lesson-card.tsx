import type { ReactNode } from 'react';
import { DrawnPanel } from '../components/panel.tsx';
import type { ViewProps } from '../view.ts';
import { cardPanel } from './card-rows.ts';

/** The lesson that is under way: what to know, to guess and to do, and what came of it. */
export function LessonCard({ model: { state, snapshot }, focused, ...size }: ViewProps): ReactNode {
	const { lesson, lessons = [] } = snapshot;
	return lesson === undefined || state.lesson === undefined ? null : (
		<DrawnPanel {...cardPanel({ lesson, screen: state.lesson, lessons, focused }, size)} />
	);
}
