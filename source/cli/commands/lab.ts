import type { LabOptions } from '../../lab/lab-options.ts';
import type { Totals } from '../../lab/snapshot.ts';
import { formatCount, formatHitRatio, formatPlural } from '../../ui/format.ts';
import type { ScreenChoice } from '../flags/screen-flags.ts';
import { progressFile } from './progress-file.ts';
import { openWithScreen, showUntilEnded } from './run-screen.ts';

/**
 * Runs the lab in a worker, from its script, and its screen in this thread, until a person or a signal ends it; gives
 * the exit code. Throws a `UsageError` where the lab can not be as it was asked for.
 */
export async function runLab(options: LabOptions, workerScript: URL, choice: ScreenChoice): Promise<number> {
	const opened = await openWithScreen({ ...options, progressFile: progressFile() }, workerScript, choice);
	return showUntilEnded(opened, totals => `${summary(totals)}\n`);
}

/** The line that the shell shows after the lab. */
function summary(totals: Totals): string {
	const { served, failed, cancelled, fellBack, fetchesFailed } = totals;
	const ratio = formatHitRatio(totals);
	const parts = [
		`${formatCount(served)} served`,
		ratio === undefined ? 'no cache asked' : `${ratio} of cache requests hit`,
		`${formatCount(failed)} failed`,
		...(cancelled > 0 ? [`${formatCount(cancelled)} cancelled`] : []),
		...(fellBack > 0 ? [`${formatCount(fellBack)} fell back`] : []),
		...(fetchesFailed > 0 ? [formatPlural(fetchesFailed, 'fetch failed', 'fetches failed')] : []),
	];
	return `poetry-lab: ${parts.join(', ')}.`;
}
