/** Calls back after so many milliseconds; returns the function that cancels it. */
export type After = (ms: number, callback: () => void) => () => void;

/** By the system's own timers. */
export const afterMs: After = (ms, callback) => {
	const timer = setTimeout(callback, ms);
	return () => clearTimeout(timer);
};

/** The same, a turn of the loop later: what came while the program was held up is taken in first. */
export const afterSilenceMs: After = (ms, callback) => {
	let turn: NodeJS.Immediate | undefined;
	const timer = setTimeout(() => {
		turn = setImmediate(callback);
	}, ms);
	return () => {
		clearTimeout(timer);
		clearImmediate(turn);
	};
};
