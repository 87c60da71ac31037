import type { LessonChoice } from '../../../lab/lab.ts';
import type { Extent } from '../../arrangement/types.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { centredTop } from '../../list-cursor.ts';
import { gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';

/** The rows below the list: an empty one, and the summary. */
const summaryRows = 3;

/** How large the list is: as large as it needs. */
export function lessonListSize(body: Extent, count: number): Extent {
	const width = Math.min(76, body.width - 4);
	const height = Math.max(8, Math.min(count + 2 + summaryRows + 2, body.height - 2));
	return { width, height };
}

/** The lessons, those that are done with a tick, and what the marked one is about. */
export function lessonListPanel(
	lessons: readonly LessonChoice[],
	index: number,
	{ width, height }: Extent,
): DrawnPanelProps {
	const inner = width - 4;
	const room = Math.max(1, height - 2 - summaryRows - 1);
	const top = centredTop(lessons.length, index, room);
	const nameWidth = Math.max(...lessons.map(({ name }) => name.length));
	const list = lessons.slice(top, top + room).map(({ title, name, done }, row): Row => {
		const here = top + row === index;
		return [
			here ? span('▸', 'focus') : gap(1),
			done ? span('✓ ', 'good', true) : span('· ', 'dim'),
			span(padText(title, inner - nameWidth - 4), here ? 'title' : 'plain', here),
			gap(2),
			span(name, 'dim'),
		];
	});
	const summary = wrapWords(lessons[index]?.summary ?? '', inner - 2, summaryRows - 1).map(
		(row): Row => [gap(3), span(row)],
	);
	const done = lessons.filter(lesson => lesson.done).length;
	const below = lessons.length - top - room;
	return {
		width,
		height,
		title: 'Lessons',
		focused: true,
		right: [span(`${done} of ${lessons.length} done`, 'dim')],
		footerRight: below > 0 ? [span(`↓ ${below} more`, 'dim')] : [],
		rows: [[], ...list, [], ...summary],
	};
}
