import type { LabEvent, ServerId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { FaultChoice } from '../../lab-options.ts';
import type { LabState } from '../../model/state.ts';
import type { LessonPanel } from '../../snapshot/lesson-state.ts';

/**
 * A lesson. All of its words may name what it is about: `{poet}`, `{proxy}` and `{transform}` are servers,
 * `{poet-address}` and so on are where they listen, `{poet-bytes}` is how long the poem is.
 */
export interface Lesson {
	/** In kebab-case; a person starts it by this name. */
	readonly name: string;
	readonly title: string;
	/** One sentence. */
	readonly summary: string;
	/** The poem that it is about, where the lab has it; else the lab's first one. */
	readonly poem: string;
	/** It is about a poem of many megabytes, which the lab adds for it. */
	readonly longPoem?: true;
	/** The panels to show beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
	readonly steps: readonly LessonStep[];
}

export interface LessonStep {
	/** A few plain sentences. */
	readonly text: string;
	/** A few lines of TypeScript that the step is about. */
	readonly code?: readonly string[];
	/** The task, in one sentence. */
	readonly task: string;
	/** The lines to type in another terminal, where the task can be done from there. */
	readonly shell?: readonly string[];
	/** The faults and the cache at the start of the step; where absent, they stay as they were in the step before. */
	readonly setUp?: (stage: Stage) => SetUp;
	/** Chooses what `do-task` would do now; undefined while there is only to wait. */
	readonly action: (context: StepContext) => LessonAction | undefined;
	readonly prediction?: Prediction;
	/** The explanation of what happened, in a step without a prediction. */
	readonly explanation?: string;
	/** Judges what has happened so far; pure. Undefined where there is nothing to say yet. */
	readonly check: (context: StepContext) => Finding | undefined;
}

/** The lab at the start of a step. What is not named here is as in a lab where nothing is broken. */
export interface SetUp {
	readonly faults?: readonly FaultChoice[];
	/** The proxy's clients each have their own fetch. */
	readonly withoutCollapsing?: boolean;
	readonly emptyCache?: boolean;
}

/** A step's task, as the lab can do it for the person. */
export interface LessonAction {
	/** A short name, shown after “enter”: `fetch the poem`. */
	readonly label: string;
	readonly actions: readonly Action[];
}

export interface Prediction {
	readonly question: string;
	readonly choices: readonly Choice[];
	/** The `says` of the choice that is right if the step goes as it was meant to; the check tells which one really is. */
	readonly expected: string;
}

export interface Choice {
	/** A word by which the check names this choice. */
	readonly says: string;
	readonly text: string;
	/** Shown after the task to somebody who has made this choice. */
	readonly explanation: string;
}

/** The servers that a lesson is about. */
export interface Stage {
	readonly poet: StageServer;
	readonly proxy: StageServer;
	readonly transform: StageServer;
	/** Other poetry servers, those with the longest poems first. */
	readonly others: readonly StageServer[];
}

export interface StageServer {
	readonly id: ServerId;
	readonly host: string;
	readonly port: number;
	/** `host:port`. */
	readonly address: string;
	/** The length of its poem; 0 where it has none of its own. */
	readonly bytes: number;
}

/** The lab as a step's `action` and `check` see it. */
export interface StepContext {
	readonly stage: Stage;
	/** The events since the step began, in order; with the first bytes of each chunk only. */
	readonly events: readonly LabEvent[];
	/** The lab as it is now. */
	readonly state: LabState;
	/** Milliseconds since the Unix epoch, by the clock of the events. */
	readonly now: number;
}

/** The verdict of a check: the task has been done, or something else has, and a hint helps. */
export type Finding =
	| {
			/** A sentence about what really happened, with its numbers. */
			readonly observed: string;
			/** The `says` of the choice that is right; absent in a step without a prediction. */
			readonly answer?: string;
	  }
	| { readonly hint: string };
