import { within } from '../../lab/clock/within.ts';
import type { StopRequest } from './stop-request.ts';

/**
 * What was starting, once it has started; the exit code instead where somebody ended the program before that. Rejects where
 * it can not start, and at an error that nothing caught.
 */
export function startedOrStopped<T>(
	starting: Promise<T>,
	{ requested }: StopRequest,
	crashed: Promise<never>,
): Promise<T | { readonly code: number }> {
	return Promise.race([starting, crashed, requested.then(code => ({ code }))]);
}

/** Closes what is still starting, in order, as far as that takes no longer than so many milliseconds; never rejects. */
export async function closeOnceStarted(
	starting: Promise<{ close(): Promise<unknown> }>,
	patienceMs: number,
): Promise<void> {
	// That it can not start is of no interest to somebody who has ended it.
	const closed = starting.then(started => started.close()).catch(() => undefined);
	await within(patienceMs, closed);
}
