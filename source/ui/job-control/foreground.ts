import { readFileSync } from 'node:fs';
import { stopJob } from './stop-job.ts';

/** The wait after a job was continued, in milliseconds: a signal that ends it comes together with SIGCONT, and may be seen later. */
const graceMs = 100;

/**
 * True where the terminal is ours to change now, as the system's process table tells; also where there is no such table,
 * since the system stops whoever changes it from the background.
 */
export function isInForeground(): boolean {
	let stat: string;
	try {
		stat = readFileSync('/proc/self/stat', 'utf8');
	} catch {
		return true;
	}
	// After the name: state, parent, process group, session, terminal, process group in its foreground (proc(5)).
	const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return group === foreground || Number(foreground) <= 0;
}

/**
 * Stops the job, as the system would, until the terminal is ours; resolves then, once it is over, or where no shell
 * could bring us back. The system's own stop comes in the middle of a change to the terminal, and after it no signal
 * ends us.
 */
export async function untilInForeground(isOver: () => boolean, stop = stopJob, isOurs = isInForeground): Promise<void> {
	while (!isOver() && !isOurs()) {
		await new Promise(resolve => setTimeout(resolve, graceMs));
		if (!isOver() && !isOurs() && !(await stop('job', 'SIGTTOU'))) {
			return;
		}
	}
}
