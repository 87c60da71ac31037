/** Calls back after so many milliseconds; returns the function that cancels it. */
export type After = (ms: number, callback: () => void) => () => void;

/** By the system's own timers. */
export const afterMs: After = (ms, callback) => {
	const timer = setTimeout(callback, ms);
	return () => clearTimeout(timer);
};
