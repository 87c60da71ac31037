import type { LabState } from '../model/state.ts';
import type { LabSummary } from '../snapshot/lab-summary.ts';
import type { LessonPlace } from '../snapshot/replay-state.ts';

/** The facts of a summary that only the publisher knows. */
export type SummaryFacts = Pick<
	LabSummary,
	'host' | 'since' | 'upstreamConnections' | 'lagMs' | 'eventsLeftOut' | 'left'
>;

/** The summary of a lab in this state, at this time of events. */
export function summaryOf(state: LabState, now: number, facts: SummaryFacts): LabSummary {
	const { totals, lesson, stepSince, lessonLeft, lessonsDone } = state;
	const { open, served, failed, hits, misses, collapsed, stale, fellBack } = totals;
	const stepMs = stepSince === undefined ? undefined : Math.max(0, Math.round(now - stepSince));
	return {
		...facts,
		...{ open, served, failed, hits, misses, collapsed, stale, fellBack },
		...(lesson !== undefined && { lesson: { ...lessonOf(lesson), ...(stepMs !== undefined && { stepMs }) } }),
		...(lessonLeft !== undefined && { lesson: { ...lessonOf(lessonLeft), left: true } }),
		lessonsDone: lesson?.lessonsDone ?? lessonsDone.length,
	};
}

function lessonOf({ name, title, step, steps, guess, held, tries = 0, happened = false }: LessonPlace) {
	return {
		...{ name, title, step, steps, tries, happened },
		...(guess !== undefined && { guess }),
		...(held !== undefined && { held }),
	};
}
