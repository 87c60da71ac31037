import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { LessonChoice } from '../../../lab/snapshot/lesson-state.ts';
import { List } from '../../components/list.tsx';
import { OverlayFrame } from '../../components/overlay-frame.tsx';
import { Rows } from '../../components/spans.tsx';
import { centredTop } from '../../list-cursor.ts';
import type { OverlayOf } from '../../state.ts';
import { gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { OverlayProps } from '../overlay-view.tsx';

/** The rows for what the marked lesson is about. */
const summaryRows = 2;

/** The lessons, those that are done with a tick, and what the marked one is about, over the panels. */
export function LessonList({ overlay: { index }, model, ...body }: OverlayProps<OverlayOf<'lessons'>>): ReactNode {
	const { lessons = [] } = model.snapshot;
	const size = {
		width: Math.min(76, body.width - 4),
		height: Math.max(8, Math.min(lessons.length + summaryRows + 5, body.height - 2)),
	};
	const room = Math.max(1, size.height - summaryRows - 4);
	const top = centredTop(lessons.length, index, room);
	const below = lessons.length - top - room;
	const done = lessons.filter(lesson => lesson.done).length;
	const nameWidth = Math.max(...lessons.map(({ name }) => name.length));
	const summary = wrapWords(lessons[index]?.summary ?? '', size.width - 6, summaryRows);
	return (
		<OverlayFrame
			{...size}
			body={body}
			title="Lessons"
			right={[span(`${done} of ${lessons.length} done`, 'dim')]}
			footer={[span('a lesson may empty the cache; all else is put back', 'dim')]}
			footerRight={below > 0 ? [span(`↓ ${below} more`, 'dim')] : []}
		>
			<Box flexDirection="column" flexShrink={0} paddingY={1}>
				<List
					items={lessons}
					top={top}
					height={Math.min(room, lessons.length)}
					selected={index}
					row={(lesson, isSelected) => lessonRow(lesson, isSelected, size.width - nameWidth - 8)}
					keyOf={({ name }) => name}
				/>
			</Box>
			<Rows rows={summary.map((row): Row => [gap(3), span(row)])} />
		</OverlayFrame>
	);
}

function lessonRow({ title, name, done }: LessonChoice, isSelected: boolean, titleWidth: number): Row {
	return [
		isSelected ? span('▸', 'focus') : gap(1),
		done ? span('✓ ', 'good', true) : span('· ', 'dim'),
		span(padText(title, titleWidth), isSelected ? 'title' : 'plain', isSelected),
		gap(2),
		span(name, 'dim'),
	];
}
