import { endNow } from './end-now.ts';
import { createStopRequest } from './stop-request.ts';

/** The stop signals as an `AbortSignal`, for a command that has nothing to close. */
export interface AbortOnSignal {
	/** Aborts at the first signal. */
	readonly signal: AbortSignal;
	/** The exit code of that signal, once it came. */
	code(): number | undefined;
}

/** Takes the stop signals from now on: the first one cancels, a later one ends the program, whatever it waits for. */
export function abortOnSignal(): AbortOnSignal {
	const cancelled = new AbortController();
	const stopping = createStopRequest();
	let code: number | undefined;
	void stopping.requested.then(asked => {
		code = asked;
		cancelled.abort();
	});
	void stopping.insisted.then(() => code === undefined || endNow(code));
	return { signal: cancelled.signal, code: () => code };
}
