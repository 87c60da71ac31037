import type { Lab } from '../lab.ts';

/** The time that a recording has to be finished after a breakdown, in milliseconds. */
const patienceMs = 1_000;

/** Ends a lab's recording; resolves when the file holds all that happened, or when that takes too long. */
export async function endRecording(lab: Pick<Lab, 'dispatch' | 'snapshot' | 'subscribe'>): Promise<void> {
	await new Promise<void>(resolve => {
		const look = (): void => {
			if (lab.snapshot().recording?.status !== 'on') {
				clearTimeout(tooLong);
				unsubscribe();
				resolve();
			}
		};
		const tooLong = setTimeout(resolve, patienceMs);
		const unsubscribe = lab.subscribe(look);
		lab.dispatch({ type: 'stop-recording' });
		look();
	});
}

/**
 * Delays the end of this thread by an uncaught error until the recording is finished: the events right before the error are
 * those that a person will want to see.
 */
export function recordUntilBroken(lab: Pick<Lab, 'dispatch' | 'snapshot' | 'subscribe'>): void {
	let isBreaking = false;
	const end = async (error: Error): Promise<void> => {
		if (!isBreaking) {
			isBreaking = true;
			await endRecording(lab);
			process.off('uncaughtException', end);
			setImmediate(() => {
				throw error;
			});
		}
	};
	process.on('uncaughtException', end);
}
