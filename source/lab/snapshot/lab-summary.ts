import { age, amount, count, flag, moment, optional, record, type TypeOf, text } from '../../events/fields.ts';
import { readAs } from '../../events/read-event.ts';
import { stepResult } from '../../events/subjects/lessons.ts';

/** A lab in a line of the board: what it tells its class of itself, at most once a second. */
export type LabSummary = TypeOf<typeof summary>;
const summary = record({
	host: text,
	/** When it joined, by its own clock. */
	since: moment,
	open: count,
	served: count,
	failed: count,
	hits: count,
	misses: count,
	collapsed: count,
	stale: count,
	fellBack: count,
	/** Connections that its proxies made upstream. */
	upstreamConnections: count,
	/** The longest that its event loop was kept busy in the last second, in milliseconds. */
	lagMs: amount,
	/** The lesson that somebody is at, or has left before it was done. */
	lesson: optional(
		record({
			name: text,
			title: text,
			step: count,
			steps: count,
			...stepResult.entries,
			/** For how long somebody has been at the step, in milliseconds. */
			stepMs: optional(age),
			left: optional(flag),
		}),
	),
	lessonsDone: count,
	eventsLeftOut: count,
	/** It has left the class in order. */
	left: flag,
});

/** The summary that a text of the class holds; undefined where it is none. It is a stranger's. */
export function parseSummary(json: string): LabSummary | undefined {
	try {
		return readAs(summary, JSON.parse(json));
	} catch {
		return undefined;
	}
}
