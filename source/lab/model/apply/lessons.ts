import { longestList } from '../../../events/fields.ts';
import type { lessonEvents } from '../../../events/subjects/lessons.ts';
import type { Appliers } from '../appliers.ts';

/** Applies how far somebody is with the lessons. */
export const applyLessonEvent: Appliers<typeof lessonEvents> = {
	'lessons-found-done': (model, { lessons }) => {
		model.now.lessonsDone = lessons;
	},

	'lesson-reached': (model, { time, lesson: name, title, step, steps }) => {
		model.now.lesson = { name, title, step, steps };
		model.now.stepSince = time;
		model.now.lessonLeft = undefined;
	},

	'lesson-progressed': (model, { type: _, time: __, lesson: name, done: lessonsDone, ...known }) => {
		model.now.lesson = { name, ...known, lessonsDone };
	},

	'lesson-done': (model, { lesson }) => {
		if (!model.now.lessonsDone.includes(lesson)) {
			model.now.lessonsDone = [...model.now.lessonsDone, lesson].slice(-longestList);
		}
	},

	'lesson-left': (model, { lesson: name }) => {
		const { lesson, lessonsDone } = model.now;
		model.now.lessonLeft = lessonsDone.includes(name) ? undefined : lesson;
		model.now.lesson = undefined;
	},
};
