/** A lesson that can be started. */
export interface LessonChoice {
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	/** It was gone through from its first step to its last. */
	readonly done: boolean;
}

/** What a lesson wants to be seen beside it. */
export type LessonPanel = 'servers' | 'traffic' | 'connections' | 'client' | 'poem';

/** The lesson that is under way, at one step. */
export interface LessonState {
	readonly name: string;
	readonly title: string;
	/** From 1; `steps` at most. */
	readonly step: number;
	readonly steps: number;
	/** A few plain sentences. */
	readonly text: string;
	/** A few lines of TypeScript that the step is about. */
	readonly code?: readonly string[];
	/** What is to be done. */
	readonly task: string;
	/** The exact lines for another terminal, where it can be done from there. */
	readonly shell?: readonly string[];
	/** What the lab would do now in the person's place; absent while there is nothing to do but to wait. */
	readonly action?: string;
	/** What was seen so far, where it was not what the task asks for. */
	readonly hint?: string;
	readonly prediction?: LessonPrediction;
	/** Absent until it has happened. */
	readonly outcome?: LessonOutcome;
	/** Its last step is behind. */
	readonly done: boolean;
	/** How many steps were passed over before they had happened. */
	readonly skipped: number;
	/** The panels to show beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
	/** The name of a lesson that is not done yet, to go on with. */
	readonly next?: string;
}

export interface LessonPrediction {
	readonly question: string;
	readonly choices: readonly string[];
	/** Which of them was made, from 0; absent until then. */
	readonly chosen?: number;
}

export interface LessonOutcome {
	/** Whether the prediction held; undefined where none was made. */
	readonly held: boolean | undefined;
	/** What really happened, with its numbers. */
	readonly observed: string;
	readonly explanation: string;
}
