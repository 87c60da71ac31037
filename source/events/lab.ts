import { address, declareEvent } from './declare-event.ts';
import { amount, count, optional, shift, type TypeOf, text } from './fields.ts';

/** Every server was started or has failed. */
export type Ready = TypeOf<typeof ready>;
const ready = declareEvent('ready', {
	servers: count,
	failed: count,
	/** What all that is drawn at random comes from: the same seed gives the same run again. */
	seed: optional(count),
});

/** One more host that the client can pick. */
export type HostAdded = TypeOf<typeof hostAdded>;
const hostAdded = declareEvent('host-added', address);

/** A `*.txt` among the poems that is no poem; the others are served. */
export type PoemSkipped = TypeOf<typeof poemSkipped>;
const poemSkipped = declareEvent('poem-skipped', {
	/** The file's name. */
	file: text,
	why: text,
});

/** The lab's event loop was kept busy on request, and has just come free again: nothing else happened in that time. */
export type LoopBlocked = TypeOf<typeof loopBlocked>;
const loopBlocked = declareEvent('loop-blocked', { durationMs: amount });

/** Somebody has set the wall clock, or a time server has; noticed with the next event after it. */
export type ClockChanged = TypeOf<typeof clockChanged>;
const clockChanged = declareEvent('clock-changed', {
	/** How far it was set, in milliseconds; negative where it was set back. */
	shiftMs: shift,
});

/** Somebody is at this step of a lesson now. */
export type LessonReached = TypeOf<typeof lessonReached>;
const lessonReached = declareEvent('lesson-reached', {
	lesson: text,
	title: text,
	/** From 1; `steps` at most. */
	step: count,
	steps: count,
});

/** The lesson is over, or was left. */
export type LessonLeft = TypeOf<typeof lessonLeft>;
const lessonLeft = declareEvent('lesson-left', { lesson: text });

/** What happens to a lab as a whole. */
export const labEvents = [ready, hostAdded, poemSkipped, loopBlocked, clockChanged, lessonReached, lessonLeft] as const;
