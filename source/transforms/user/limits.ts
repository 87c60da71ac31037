/** The longest that a user's own transform may take for a poem where nothing else is said. */
export const defaultLimitMs = 5_000;

/**
 * The longest that the system may take to start a process, that a poem may wait for one, and that a process may have to
 * wait for a core: on a busy machine none of these is a fault of the module's.
 */
export const startLimitMs = 60_000;

/** The longest that a module may take to load; once one is late, what has not loaded yet has as long again in all. */
export const loadLimitMs = 5_000;

/** The most memory, in MB, that a module's objects may take, and its process as a whole. */
export const maxHeapMb = 256;
export const maxProcessMb = 512;

/** The longest text that a transform may give: as much as the lab's client takes, 16 MiB. */
export const maxTextBytes = 16_777_216;

/** So many modules have a process at once; of more than these, those that were used last keep theirs. */
export const maxProcesses = 8;

/** How a user's own modules are run. */
export interface RunOptions {
	/** The longest that a module may take to load, in milliseconds, counted from when its process has started. */
	readonly loadLimitMs: number;
	/** The longest that a transform may take for a poem, in milliseconds, counted from when it is called. */
	readonly limitMs: number;
	/** Is told of a module that broke down while no request waited for it, by its file, and why. */
	readonly brokeDown: (file: string, why: string) => void;
	/** The milliseconds that a process has waited for a core so far, by its id. */
	readonly waitedMs: (pid: number | undefined) => number;
}
