import { count, flag, list, optional, record, type TypeOf, text } from '../fields.ts';

/** The result of a step of a lesson so far. */
export type StepResult = TypeOf<typeof stepResult>;
export const stepResult = record({
	/** The words of the choice that was guessed; absent where none was. */
	guess: optional(text),
	/** The guess held; absent until the task is done, and where nothing was guessed. */
	held: optional(flag),
	/** The number of times that something else than the task was done. */
	tries: count,
	/** The task is done. */
	happened: flag,
});

/** A step of a lesson. */
const ofStep = {
	lesson: text,
	title: text,
	/** From 1; `steps` at most. */
	step: count,
	steps: count,
};

/** The progress of somebody with the lessons. */
export const lessonEvents = {
	/** The lessons that were done before this session; told only where there are any. */
	'lessons-found-done': { lessons: list(text) },

	/** Somebody is at this step of a lesson now. */
	'lesson-reached': ofStep,

	/** Something came of the step: a guess, a try, or what was asked for has happened. */
	'lesson-progressed': {
		...ofStep,
		...stepResult.entries,
		/** The number of lessons that this person has done so far. */
		done: count,
	},

	/** Somebody has gone through a whole lesson. */
	'lesson-done': { lesson: text, steps: list(stepResult) },

	/** The lesson is over, or was left. */
	'lesson-left': { lesson: text },
};
