import type { ConnectionId, FetchId, ServerId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { FaultChoice } from '../../lab-options.ts';
import type { LabState } from '../../model/state.ts';
import type { LessonPanel } from '../../snapshot/lesson-state.ts';
import type { SeenFetch, Visit } from './visit.ts';

/**
 * A lesson. All of its words may name what it is about: `{poet}`, `{proxy}` and `{transform}` are servers,
 * `{poet-address}` and so on are where they listen, `{poet-bytes}` is the length of the poem. `{program}` is the command that
 * starts this program.
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
	/** It is about the cache of a class, and offered only in one: its proxies ask the class. In any other lesson they do as if the lab were alone. */
	readonly usesClass?: true;
	/** The panels to show beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
	/** One or two sentences about what to find in the ladder or the bytes of the last step's exchange. */
	readonly inside: string;
	readonly steps: readonly LessonStep[];
}

export interface LessonStep {
	/** A few plain sentences. */
	readonly text: string;
	/** A few lines of TypeScript that the step is about; where the action runs the code, it is these lines that run. */
	readonly code?: readonly string[];
	/** The task, in one sentence. */
	readonly task: string;
	/** The lines to type in another terminal, where the task can be done from there. */
	readonly shell?: readonly string[];
	/** The state that the step begins with; where absent, nothing is broken and the cache stays as it is. */
	readonly setUp?: (stage: Stage) => SetUp;
	/** Chooses what `do-task` would do now; undefined while there is only to wait. */
	readonly action: (context: StepContext) => LessonAction | undefined;
	readonly prediction: Prediction;
	/** Judges what has happened so far; pure. Undefined where there is nothing to say yet. */
	readonly check: (context: StepContext) => Finding | undefined;
}

/** The lab at the start of a step. What is not named here is as in a lab where nothing is broken. */
export interface SetUp {
	readonly faults?: readonly FaultChoice[];
	/** The proxy's clients each have their own fetch. */
	readonly withoutCollapsing?: boolean;
	/** The content of the cache for the proxy: nothing, the whole poem, or a part that passes for it. Absent: any. */
	readonly cache?: 'empty' | 'whole' | 'part';
	/** The class has the whole poem, or a part that passes for it. Absent: it does not matter. */
	readonly shared?: 'whole' | 'part';
}

/** A step's task, as the lab can do it for the person. */
export interface LessonAction {
	/** A short name, shown after “enter”: `fetch the poem`. */
	readonly label: string;
	readonly actions: readonly Action[];
	/** It begins the task: the step's set-up is made sure of before it, and what was seen before does not count. */
	readonly anew?: true;
	/** Also runs the code on the card. */
	readonly runsCode?: true;
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
	/** Where others dial it, from this machine too. */
	readonly host: string;
	readonly port: number;
	/** The two together: `host:port`. */
	readonly address: string;
	/** Where the lab itself dials it, also while the machine is in no network. */
	readonly own: string;
	/** The length of its poem; 0 where it has none of its own. */
	readonly bytes: number;
}

/** The lab as a step's `action` and `check` see it. Times are milliseconds since the Unix epoch, by the clock of the events. */
export interface StepContext {
	readonly stage: Stage;
	readonly now: number;
	/** When the step's set-up was last made sure of: what began before does not count. */
	readonly since: number;
	readonly state: LabState;
	/** The visits to this server since then, oldest first. Those of our own proxies do not count. */
	readonly visits: (server: ServerId) => readonly Visit[];
	/** The visits to this server that are open now, however long ago they began. */
	readonly present: (server: ServerId) => readonly Visit[];
	/** The client's fetches of the whole lesson, oldest first; where a proxy is named, its own. */
	readonly fetches: (proxy?: ServerId) => readonly SeenFetch[];
	readonly fetch: (id: FetchId) => SeenFetch | undefined;
	/** When the cache was last emptied by hand; undefined where it was not since the step began. */
	readonly purgedAt: number | undefined;
	/** When this server last began to listen; undefined where it did not since the step began. */
	readonly listeningSince: (server: ServerId) => number | undefined;
	/** The last time that the lab's loop was kept busy on request, since the step began. */
	readonly blocked: { readonly time: number; readonly durationMs: number } | undefined;
	/** The words that the code on the card has said, and when, in milliseconds since its start; undefined until it has run. */
	readonly ran: readonly { readonly word: string; readonly atMs: number }[] | undefined;
}

/** The verdict of a check: the task has been done, or something else has, and a hint helps. */
export type Finding =
	| {
			/** A sentence about what really happened, with its numbers. */
			readonly observed: string;
			/** The `says` of the choice that is right. */
			readonly answer: string;
			/** The exchange in which it happened. */
			readonly connection?: ConnectionId;
	  }
	| {
			readonly hint: string;
			/** The attempt has spoilt what the step needs: its set-up is made sure of, and the next attempt counts. */
			readonly again?: true;
			/** What was done so far is a part of the task, and no other try. */
			readonly isPart?: true;
	  };
