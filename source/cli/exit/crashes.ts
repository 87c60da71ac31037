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
	// Without this, a rejection that nobody waits for yet would be an uncaught error itself.
	crashed.catch(() => {});
	return crashed;
}
