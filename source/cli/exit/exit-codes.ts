/** The exit codes of the program. A signal's code is 128 and its number. */
export const exitCodes = {
	done: 0,
	/** The poem could not be fetched, or a port or an address that was asked for can not be had. */
	failed: 1,
	usage: 2,
	/** With `--strict`: a transform failed, and the original poem came. */
	fellBack: 4,
	hangUp: 129,
	interrupted: 130,
	quit: 131,
	terminated: 143,
} as const;

/** The signals that ask the program to stop, and how it ends then. */
export const stopSignals = {
	SIGINT: exitCodes.interrupted,
	SIGTERM: exitCodes.terminated,
	SIGHUP: exitCodes.hangUp,
	SIGQUIT: exitCodes.quit,
} as const;
