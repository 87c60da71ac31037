import type { StepResult } from '../../events/events.ts';

/** The newest recording. */
export interface RecordingState {
	readonly path: string;
	/** The number of events in the file so far. */
	readonly events: number;
	readonly bytes: number;
	readonly status: 'on' | 'stopped';
	/** Why it stopped by itself, or could not begin; absent where a person stopped it. */
	readonly why?: string;
}

/** A replay, and its place in the recording. */
export interface ReplayState {
	/** The number of events that have been played: 0 to `total`. */
	readonly at: number;
	readonly total: number;
	/** When the newest of them happened: the replay's own present, in milliseconds, by the time of events. */
	readonly time: number;
	/** The difference of the wall clock from that, in milliseconds; absent where there was none. */
	readonly clockShiftMs?: number;
	/** When the first and the last event of the recording happened; of several recordings in one file, of this one. */
	readonly startTime: number;
	readonly endTime: number;
	/** The recordings that stand in the file one after the other; absent where there is only one. */
	readonly sessions?: ReplaySessions;
	/** The lesson that was under way then. */
	readonly lesson?: LessonPlace;
	readonly playing: boolean;
	readonly speed: number;
	/** Lines of the file that are damaged, and were left out. */
	readonly skippedLines: number;
	/** Where it is no file, but a lab of a class that is watched while it runs; `playing` is then that what comes is shown. */
	readonly live?: LiveState;
}

/** A lab of a class that is watched. */
export interface LiveState {
	/** The lab's name: a stranger's text. */
	readonly name: string;
	/** The index of the oldest event that the class still has. */
	readonly from: number;
	/** The number of events of busy connections that are not among them. */
	readonly eventsLeftOut: number;
	/** Why nothing comes now: the engine is away. */
	readonly away?: string;
	/** It was chosen on a board, to which there is a way back. */
	readonly hasBoard: boolean;
}

/** Where somebody is in a lesson. What has come of the step is absent where nothing has yet. */
export interface LessonPlace extends Partial<StepResult> {
	readonly name: string;
	readonly title: string;
	/** From 1. */
	readonly step: number;
	readonly steps: number;
	/** The number of lessons that the person has done. */
	readonly lessonsDone?: number;
}

export interface ReplaySessions {
	/** In which of them the replay stands, from 1. */
	readonly number: number;
	/** The number of events that have happened when each begins. */
	readonly starts: readonly number[];
}
