import type { LessonState } from '../../lab/snapshot/lesson-state.ts';
import type { Command } from '../keymap.ts';

/** What a key of the card does now, as the card and the hints both say it; undefined where it always does the same. */
export function lessonKeyWords(command: Command, lesson: LessonState | undefined): string | undefined {
	switch (command) {
		case 'do-task':
			return lesson?.action;
		case 'next-step':
			return lesson?.step === lesson?.steps ? 'end the lesson' : 'next step';
		case 'next-lesson':
			return lesson?.next === undefined ? 'list of lessons' : 'next lesson';
		default:
			return undefined;
	}
}
