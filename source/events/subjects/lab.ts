import { amount, count, optional, shift, text } from '../fields.ts';
import { address, reachableAt } from '../shared-fields.ts';

/** Events of a lab as a whole. */
export const labEvents = {
	/** Every server was started or has failed. */
	ready: {
		servers: count,
		failed: count,
		/** The source of all random choices: the same seed gives the same run again. */
		seed: optional(count),
		reachableAt,
	},

	/** One more host that the client can pick. */
	'host-added': address,

	/** The client and the crowds send their poems to this transform server, which is none of the lab's. */
	'transform-server-chosen': address,

	/** A `*.txt` among the poems that is no poem; the others are served. */
	'poem-skipped': {
		/** The file's name. */
		file: text,
		why: text,
	},

	/** The lab's event loop was kept busy on request, and has just come free again: nothing else happened in that time. */
	'loop-blocked': { durationMs: amount },

	/** Somebody has set the wall clock, or a time server has; noticed with the next event after it. */
	'clock-changed': {
		/** The distance by which it was set, in milliseconds; negative where it was set back. */
		shiftMs: shift,
	},
};
