import type { LabEvent, ServerId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { FaultChoice } from '../../lab-options.ts';
import type { LessonPanel } from '../../lesson-state.ts';
import type { LabState } from '../../model/state.ts';

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
	/** What is to be done, in a sentence. */
	readonly task: string;
	/** The exact lines for another terminal, where it can be done from there. */
	readonly shell?: readonly string[];
	/** How the lab is when the step begins; as it was in the step before where absent. */
	readonly setUp?: (stage: Stage) => SetUp;
	/** What the lab does in the person's place, as things stand; undefined while there is nothing to do but to wait. */
	readonly action: (context: StepContext) => LessonAction | undefined;
	readonly prediction?: Prediction;
	/** What it shows, where there is no prediction to explain. */
	readonly explanation?: string;
	/** Looks at what has really happened; pure. Undefined where there is nothing to say yet. */
	readonly check: (context: StepContext) => Finding | undefined;
}

/** How the lab is made for a step: everything that is not named here is as in a lab where nothing is broken. */
export interface SetUp {
	readonly faults?: readonly FaultChoice[];
	/** The proxy's clients each have their own fetch. */
	readonly withoutCollapsing?: boolean;
	readonly emptyCache?: boolean;
}

/** Something that the lab can do in the person's place. */
export interface LessonAction {
	/** What it is, after “enter”: `fetch the poem`. */
	readonly label: string;
	readonly actions: readonly Action[];
}

export interface Prediction {
	readonly question: string;
	readonly choices: readonly Choice[];
	/** Which choice holds if the step goes as it was meant to; what really holds is for the check to say. */
	readonly expected: string;
}

export interface Choice {
	/** A word for the check: which of the choices holds. */
	readonly says: string;
	readonly text: string;
	/** For somebody who has made this choice, now that it has happened. */
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
	/** Of its poem; 0 where it has none of its own. */
	readonly bytes: number;
}

/** What a check looks at. */
export interface StepContext {
	readonly stage: Stage;
	/** What happened since the step began, in order; of bytes only a few. */
	readonly events: readonly LabEvent[];
	/** The lab as it is now. */
	readonly state: LabState;
	/** Milliseconds since the Unix epoch, by the clock of the events. */
	readonly now: number;
}

/** What a check found: it has happened, or something else has, about which a word helps. */
export type Finding =
	| {
			/** What really happened, with its numbers. */
			readonly observed: string;
			/** Which of the choices holds; absent in a step without a prediction. */
			readonly answer?: string;
	  }
	| { readonly hint: string };
