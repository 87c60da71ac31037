import type { LabState } from '../model/state.ts';
import type { LabSummary } from '../snapshot/lab-summary.ts';

/** The facts of a summary that only the publisher knows. */
export type SummaryFacts = Pick<
	LabSummary,
	'host' | 'since' | 'upstreamConnections' | 'lagMs' | 'eventsLeftOut' | 'left'
>;

/** The summary of a lab in this state. */
export function summaryOf({ totals, lesson, lessonsDone }: LabState, facts: SummaryFacts): LabSummary {
	const { open, served, failed, hits, misses, collapsed, stale, fellBack } = totals;
	return {
		...facts,
		...{ open, served, failed, hits, misses, collapsed, stale, fellBack },
		...(lesson !== undefined && { lesson: lessonOf(lesson) }),
		lessonsDone: lesson?.lessonsDone ?? lessonsDone.length,
	};
}

function lessonOf({
	name,
	title,
	step,
	steps,
	guess,
	held,
	tries = 0,
	happened = false,
}: NonNullable<LabState['lesson']>) {
	return {
		...{ name, title, step, steps, tries, happened },
		...(guess !== undefined && { guess }),
		...(held !== undefined && { held }),
	};
}
