import { within } from '../../lab/clock/within.ts';
import { UsageError } from '../flags/usage-error.ts';
import { Failure } from './failure.ts';
import type { StopRequest } from './stop-request.ts';

/** The errors of a start, by their names, whose message says what to write instead: exit code 2. */
const ofFlags = ['PoemsError', 'PlanError', 'TransformsError', 'ServerNameError', 'FaultError', 'RecordingError'];
/** Those whose message says what is in the way, though all that was written is right: exit code 1. */
const ofSurroundings = ['ClassError', 'ListenError'];

/** The time that what starts has to start and to close in order, in milliseconds, where somebody ended it before it had. */
const patienceMs = 1_000;

/** The promises that end a program, also while it starts. */
interface Ends {
	readonly stopping: StopRequest;
	readonly crashed: Promise<never>;
}

/**
 * What was starting, once it has started; the exit code instead where somebody ended the program before that: what has
 * started by then is closed, where `mustClose` says that there is something to close. Rejects with a {@link UsageError} or
 * a {@link Failure} where it can not start, and with an error that nothing caught.
 */
export async function startedOrStopped<T>(
	starting: Promise<T>,
	{ stopping, crashed }: Ends,
	{ mustClose, close }: { readonly mustClose: () => boolean; readonly close: (started: T) => Promise<unknown> },
): Promise<T | { readonly code: number }> {
	const started = starting.catch(explained);
	// That it can not start is of no interest to somebody who has ended it.
	started.catch(() => {});
	const stopped = stopping.requested.then(code => ({ isStopped: true, code }) as const);
	const first = await Promise.race([started.then(value => ({ isStopped: false, value }) as const), crashed, stopped]);
	if (!first.isStopped) {
		return first.value;
	}
	if (mustClose()) {
		await within(
			patienceMs,
			started.then(close).catch(() => undefined),
		);
	}
	return { code: first.code };
}

function explained(error: unknown): never {
	if (error instanceof Error && ofFlags.includes(error.name)) {
		throw new UsageError(error.message, { cause: error });
	}
	throw error instanceof Error && ofSurroundings.includes(error.name)
		? new Failure(error.message, { cause: error })
		: error;
}
