import { currentLesson, lessonListSummary } from '../../lessons/announce.ts';
import { openLessons, updateLessonList } from '../../lessons/update.ts';
import { stay } from '../../state.ts';
import { overlayView } from '../overlay-view.tsx';
import { LessonList } from './lesson-list.tsx';

/** The list of lessons. */
export const lessonsView = overlayView('lessons', {
	contexts: ['lessons'],
	update: (_, command, state, world) => updateLessonList(state, command, world),
	anywhere: { lessons: (state, world) => stay(openLessons(state, world)) },
	Component: LessonList,
	spoken: {
		arrival: (_, model) => lessonListSummary(model),
		moved: ({ index }, was, model) => (index === was.index ? [] : currentLesson(model)),
		// Its card comes as soon as the lab is set up for it.
		instead: command => (command === 'accept' ? ['The lesson begins.'] : undefined),
	},
});
