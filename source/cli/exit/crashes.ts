import process from 'node:process';

/**
 * Rejects with the first error that nothing caught, a promise's too; never resolves. From now on such an error does not
 * end the program by itself, so that there is time to leave all in order.
 */
export function watchCrashes(): Promise<never> {
	const crashed = new Promise<never>((_, reject) => {
		// Without a listener of its own, a promise that is rejected and that nobody waits on comes here as well.
		process.on('uncaughtException', reject);
	});
	// Whoever waits on it is told; that nobody does yet is no failure of its own.
	crashed.catch(() => {});
	return crashed;
}
