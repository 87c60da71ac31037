import process from 'node:process';

/** The processes to stop: the whole job that the shell started, or this process alone. */
export type Whom = 'job' | 'self';

/** The longest time for a stop to reach every thread, in milliseconds; after that, the system has ignored it. */
const stopWithinMs = 100;

/**
 * Stops the job or this process, as Ctrl+Z does in a shell, or with another signal that does; resolves once it goes on, with whether it was stopped. It
 * is not where no shell could continue it: the system then takes no notice.
 */
export async function stopJob(whom: Whom, signal: 'SIGTSTP' | 'SIGTTOU' = 'SIGTSTP'): Promise<boolean> {
	if (process.platform === 'win32') {
		return false;
	}
	let wasStopped = false;
	await new Promise<void>(resolve => {
		// After a stop this time is long over: what tells of the continuation, in the same turn, goes first.
		const inVain = setTimeout(() => setImmediate(end), stopWithinMs);
		const continued = (): void => {
			wasStopped = true;
			end();
		};
		const end = (): void => {
			clearTimeout(inVain);
			process.off('SIGCONT', continued);
			resolve();
		};
		process.on('SIGCONT', continued);
		process.kill(whom === 'job' ? 0 : process.pid, signal);
	});
	return wasStopped;
}
