/** The longest that a user's own transform may take for a poem where nothing else is said. */
export const defaultLimitMs = 5_000;

/**
 * The longest that the system may take to start a process, and that a poem may wait for one: on a busy machine neither
 * is a fault of the module's.
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
