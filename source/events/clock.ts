/** Gives the time, and waits. It is passed in, so that a test can move it by hand. */
export interface Clock {
	/** Milliseconds, from a clock that never goes back. */
	readonly now: () => number;
	/** Fulfilled after so many milliseconds, or as soon as the signal aborts; never rejects. */
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
