import type { Emit } from './events.ts';

/** Given to every part of a lab: it tells its events by this, and takes its times and ids from it. */
export interface Telemetry {
	readonly emit: Emit;
	/** The time of events, in milliseconds since the Unix epoch, with a fraction: the wall clock at the start, and what has passed since, the machine's sleep too. Never goes back. */
	readonly now: () => number;
	/** A new id, for a connection, a dial, a fetch, a batch or a crowd: 1, 2, 3 and so on. */
	readonly nextId: () => number;
	/** False while no event needs a peer's address: to ask the system for it costs a fifteenth of a small poem. */
	readonly namesPeers: boolean;
}
