import type { ConnectionId } from '../../events/events.ts';

/** A lesson that can be started. */
export interface LessonChoice {
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	/** Somebody has gone through it from its first step to its last. */
	readonly done: boolean;
}

/** A panel that can stand beside a lesson's card. */
export type LessonPanel = 'servers' | 'traffic' | 'connections' | 'client' | 'poem';

/** The lesson under way, at its current step. */
export interface LessonState {
	readonly name: string;
	readonly title: string;
	/** From 1; `steps` at most. */
	readonly step: number;
	readonly steps: number;
	/** A few plain sentences; after the last step, what to find in its exchange, and nothing where steps were skipped. */
	readonly text: string;
	/** A few lines of TypeScript that the step is about. */
	readonly code?: readonly string[];
	/** The task, in one sentence. */
	readonly task: string;
	/** The lines to type in another terminal, where the task can be done from there. */
	readonly shell?: readonly string[];
	/** A short name for what `do-task` would do now, such as `fetch the poem`; absent while there is only to wait. */
	readonly action?: string;
	/** What `do-task` lets the lab's client, or a crowd, ask for in this step; absent where it fetches nothing. */
	readonly client?: ClientChoice;
	/** A word of help where something else than the task was done. */
	readonly hint?: string;
	readonly prediction?: LessonPrediction;
	/** Absent until the task has been done. */
	readonly outcome?: LessonOutcome;
	/** The exchange of the task that was done last, to look into. */
	readonly connection?: ConnectionId;
	/** True after the last step. */
	readonly done: boolean;
	/** The number of steps that were left before their task was done. */
	readonly skipped: number;
	/** The panels to show beside its card, the most useful first. */
	readonly beside: readonly LessonPanel[];
	/** The name of a lesson to go on with, one that is not done yet. */
	readonly next?: string;
}

/** A server, as `host:port`, and the transforms for its poem. */
export interface ClientChoice {
	readonly address: string;
	readonly transforms: readonly string[];
}

export interface LessonPrediction {
	readonly question: string;
	readonly choices: readonly string[];
	/** The index of the choice that the person made, from 0; absent until then. */
	readonly chosen?: number;
}

export interface LessonOutcome {
	/** The person's choice was right; undefined where none was made. */
	readonly held: boolean | undefined;
	/** A sentence about what really happened, with its numbers. */
	readonly observed: string;
	readonly explanation: string;
}
