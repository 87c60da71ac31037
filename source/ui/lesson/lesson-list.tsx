import type { ReactNode } from 'react';
import type { LessonChoice } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { lessonListRect, lessonListRows } from './lesson-list-rows.ts';

export interface LessonListProps {
	readonly lessons: readonly LessonChoice[];
	/** The lesson that is marked. */
	readonly index: number;
	readonly body: Rect;
}

/** The list of lessons, over the panels. */
export function LessonList({ lessons, index, body }: LessonListProps): ReactNode {
	const rect = lessonListRect(body, lessons.length);
	return <RowsView opaque rect={rect} rows={lessonListRows(lessons, index, rect)} />;
}
