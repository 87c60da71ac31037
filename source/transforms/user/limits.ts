/** The longest that a user's own transform may take for a poem where nothing else is said. */
export const defaultLimitMs = 5_000;

/** The longest that the system may take to start a process, which on a busy machine is no fault of the module's. */
export const startLimitMs = 60_000;

/** The longest that a module may take to load. */
export const loadLimitMs = 5_000;

/**
 * The same for one that had to wait for its turn: the modules before it took all of their time, and with that time for
 * each that follows, a lab with many bad ones would be ready after minutes.
 */
export const laterLoadLimitMs = 2_000;
/** From so long a wait on. */
export const isLaterAfterMs = 1_000;

/** The most memory, in MB, that a module's objects may take, and its process as a whole. */
export const maxHeapMb = 256;
export const maxProcessMb = 512;

/** The longest text that a transform may give: as much as the lab's client takes, 16 MiB. */
export const maxTextBytes = 16_777_216;

/** So many modules have a process at once; of more than these, those that were used last keep theirs. */
export const maxProcesses = 8;
