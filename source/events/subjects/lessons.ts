import { count, flag, list, optional, record, type TypeOf, text } from '../fields.ts';

/** What has come of a step of a lesson so far. */
export type StepResult = TypeOf<typeof stepResult>;
export const stepResult = record({
	/** The words of the choice that was guessed; absent where none was. */
	guess: optional(text),
	/** Whether it held; absent until the task is done, and where nothing was guessed. */
	held: optional(flag),
	/** How often something else than the task was done. */
	tries: count,
	/** What was asked for has happened: the task is done. */
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

/** How far somebody is with the lessons. */
export const lessonEvents = {
	/** The lessons that were done before this session; told only where there are any. */
	'lessons-found-done': { lessons: list(text) },

	/** Somebody is at this step of a lesson now. */
	'lesson-reached': ofStep,

	/** Something came of the step: a guess, a try, or what was asked for has happened. */
	'lesson-progressed': {
		...ofStep,
		...stepResult.entries,
		/** How many lessons this person has done so far. */
		done: count,
	},

	/** Somebody has gone through a whole lesson. */
	'lesson-done': { lesson: text, steps: list(stepResult) },

	/** The lesson is over, or was left. */
	'lesson-left': { lesson: text },
};
