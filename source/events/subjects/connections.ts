import { amount, count, list, oneOf, optional, port, type TypeOf, text } from '../fields.ts';
import { chunk, ofConnection } from '../shared-fields.ts';

/**
 * The end of a server's connection.
 * - `ended`: in order, with everything said; where a fault closed it in order, `faults` has that fault's name.
 * - `refused`: closed without a reply, because the request could not be answered.
 * - `left`: the peer closed before it had everything; with the bound `half-close`, it is only taken to have left.
 * - `reset`: the peer reset it.
 * - `cut`: we reset it, because the stream that we passed on broke off, or because a fault did.
 * - `over-bound`: it went over a bound; `bound` names it.
 * - `stopped`: the server was stopped.
 */
export type ConnectionEnd = TypeOf<typeof connectionEnd>;
const connectionEnd = oneOf('ended', 'refused', 'left', 'reset', 'cut', 'over-bound', 'stopped');

/**
 * A limit on the cost of one stranger. `half-close` is no blame: a peer that had closed its side was sent nothing for so
 * long that it was taken to have left.
 */
export type Bound = TypeOf<typeof bound>;
const bound = oneOf(
	'connections',
	'request-bytes',
	'request-time',
	'read-time',
	'half-close',
	'upstream-fetches',
	'descriptors',
);

/** The life of one connection to one of our servers. */
export const connectionEvents = {
	/** Somebody has connected to one of our servers. */
	'connection-opened': {
		...ofConnection,
		peerHost: text,
		peerPort: port,
		/** The number of bytes that will be sent, where that is known at the start. */
		expectedBytes: optional(count),
	},

	/** One chunk as the socket gave it to us. */
	'bytes-received': { ...ofConnection, ...chunk },

	/** One write to the socket. */
	'bytes-sent': { ...ofConnection, ...chunk },

	/** A connection to one of our servers is over. */
	'connection-closed': {
		...ofConnection,
		bytesIn: count,
		bytesOut: count,
		how: connectionEnd,
		bound: optional(bound),
		/** The names of the faults that struck it, in that order; absent where none did. */
		faults: optional(list(text)),
		durationMs: amount,
	},
};
