import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { lessonListPanel, lessonListSize } from './lesson-list-rows.ts';

/** The list of lessons, over the panels. */
export function LessonList({ model, ...body }: ViewProps): ReactNode {
	const { state, snapshot } = model;
	const { overlay } = state;
	if (overlay?.kind !== 'lessons') {
		return null;
	}
	const { lessons = [] } = snapshot;
	const size = lessonListSize(body, lessons.length);
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...lessonListPanel(lessons, overlay.index, size)} />
		</Overlay>
	);
}
