/** The longest that a user's own transform may take for a poem by default, in milliseconds. */
export const defaultLimitMs = 5_000;

/**
 * The longest, in milliseconds, that a process may take to start, a poem may wait for a process, and a process may wait for a
 * core. On a busy machine none of these is a fault of the module.
 */
export const startLimitMs = 60_000;

/** The longest that a module may take to load, in milliseconds; once one is late, all others together have as long again. */
export const loadLimitMs = 5_000;

/** The most memory, in MB, that a module's objects may take, and its process as a whole. */
export const maxHeapMb = 256;
export const maxProcessMb = 512;

/** The longest text that a transform may give: as much as the lab's client takes, 16 MiB. */
export const maxTextBytes = 16_777_216;

/** The most modules that have a process at once; the others' processes end, the longest unused first. */
export const maxProcesses = 8;

/** The limits within which a user's own modules run, and who is told of a breakdown. */
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
