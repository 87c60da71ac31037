import { amount, count, oneOf, optional, port, type TypeOf, text } from '../fields.ts';
import { address, chunk, ofDial } from '../shared-fields.ts';

/** The address that is dialled, by whom and for what. */
export const dialRequest = {
	...ofDial,
	...address,
	purpose: oneOf('poem', 'transform'),
	/** The proxy that dials; absent where the client does. */
	server: optional(text),
	/** The crowd that dials; its dials have no `dial-sent` and no `dial-received`. */
	crowd: optional(count),
};

/** Why a dial, or a fetch over it, failed. */
export type FailureCode = TypeOf<typeof failure>;
export const failure = oneOf(
	'refused',
	'unreachable',
	'reset',
	'timed-out',
	'empty',
	'closed-without-reply',
	'bad-reply',
	'too-long',
	'loop',
	'cancelled',
);

/** The life of one connection that we open as a client. */
export const dialEvents = {
	/** We begin to connect to somebody, for a fetch. */
	'dial-started': dialRequest,

	/** The connection is there. */
	'dial-connected': {
		...ofDial,
		/** Our end's port: the peer port of the server's connection. */
		localPort: port,
	},

	/** One write to the socket. */
	'dial-sent': { ...ofDial, ...chunk },

	/** One chunk as the socket gave it to us. */
	'dial-received': { ...ofDial, ...chunk },

	/** A connection that we opened, or tried to open, is over. */
	'dial-closed': {
		...ofDial,
		bytesIn: count,
		bytesOut: count,
		/** Absent where it ended in order. */
		failure: optional(failure),
		why: optional(text),
		durationMs: amount,
	},
};
