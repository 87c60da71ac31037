import { currentLesson, lessonListSummary } from '../../lessons/announce.ts';
import { openLessons, updateLessonList } from '../../lessons/update.ts';
import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { LessonList } from './lesson-list.tsx';

/** The list of lessons. */
export const lessonsView: View = {
	name: 'lessons',
	contexts: () => ['lessons'],
	update: updateLessonList,
	anywhere: { lessons: (state, world) => stay(openLessons(state, world)) },
	Component: LessonList,
	spoken: {
		arrival: lessonListSummary,
		moved({ state: { overlay: was } }, after) {
			const now = after.state.overlay;
			return was?.kind === 'lessons' && now?.kind === 'lessons' && was.index === now.index ? [] : currentLesson(after);
		},
		// Its card comes as soon as the lab is set up for it.
		instead: command => (command === 'accept' ? ['The lesson begins.'] : undefined),
	},
};
