import type { Emit, ServerId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { LabState } from '../../model/state.ts';
import type { Lesson } from './lesson.ts';
import type { LessonProgress } from './lesson-progress.ts';

/** The lab that the lessons run in, as far as they use it. */
export interface LessonHost {
	readonly lessons: readonly Lesson[];
	readonly progress: LessonProgress;
	readonly act: (action: Action) => void;
	readonly emit: Emit;
	/** The time of events, in milliseconds. */
	readonly now: () => number;
	/** The state after every event so far. */
	readonly stateNow: () => LabState;
	/** The time for which a poem in the cache is fresh, in milliseconds. */
	readonly ttlMs: number;
	/** Lets the class forget the poem of this poetry server. */
	readonly forgetShared: (poet: ServerId) => void;
	/** Starts servers for a poem that is too long for any socket's buffers; gives the poem's name. */
	readonly addLongPoem: () => Promise<string>;
	/** Resolves when the servers have done all that was asked for so far. */
	readonly settled: () => Promise<void>;
	/** Says that the snapshot's `lesson` or `lessons` may have changed. */
	readonly changed: () => void;
}
