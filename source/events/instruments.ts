import type { Emit } from './events.ts';

/** What every part of the lab is given to be observed by and to tell the time with. */
export interface Instruments {
	readonly emit: Emit;
	/** The time of events: milliseconds since the Unix epoch as of the start, with a fraction; it never goes back, and counts sleep. */
	readonly now: () => number;
	/** A new id: for a connection, a dial or a fetch. No two are the same within a lab. */
	readonly nextId: () => number;
	/** Whether anybody looks at who a server's peers are: to ask the system costs a fifteenth of a small poem. */
	readonly namesPeers: boolean;
}
