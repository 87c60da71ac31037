import { stay } from '../state.ts';
import type { View } from '../view.ts';
import { choiceWords, lessonCard, lessonWaits } from './announce.ts';
import { LessonCard } from './lesson-card.tsx';
import { observeLesson, updateLesson } from './update.ts';

/** The card of the lesson that is under way. */
export const lessonView: View = {
	name: 'lesson',
	contexts: ({ lesson }) => [`lesson-${lesson?.phase ?? 'over'}`, 'lesson', 'everywhere'],
	update: (state, command, world) => updateLesson(state, command, world) ?? stay(state),
	observe: observeLesson,
	Component: LessonCard,
	spoken: {
		arrival: lessonCard,
		moved(before, after) {
			const [was, now] = [before.state.lesson, after.state.lesson];
			if (was === undefined || now === undefined || was.name !== now.name || was.step !== now.step) {
				return lessonCard(after);
			}
			if (was.phase !== now.phase) {
				return lessonWaits(after);
			}
			return was.choice === now.choice ? [] : [choiceWords(after)];
		},
	},
};
