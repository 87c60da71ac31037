import { address, chunk, declareEvent, ofDial } from './declare-event.ts';
import { amount, count, oneOf, optional, port, type TypeOf, text } from './fields.ts';

/** What is known of a dial from its beginning. */
export const dialTo = {
	...ofDial,
	...address,
	purpose: oneOf('poem', 'transform'),
	/** The proxy that dials; absent where the client does. */
	server: optional(text),
	/** The crowd that dials; of its dials only the start, the connecting and the close are told. */
	crowd: optional(count),
};

/** We begin to connect to somebody, for a fetch. */
export type DialStarted = TypeOf<typeof dialStarted>;
const dialStarted = declareEvent('dial-started', dialTo);

/** The connection is there. */
export type DialConnected = TypeOf<typeof dialConnected>;
const dialConnected = declareEvent('dial-connected', {
	...ofDial,
	/** Our end's port: the peer port of the server's connection. */
	localPort: port,
});

/** One write to the socket. */
export type DialSent = TypeOf<typeof dialSent>;
const dialSent = declareEvent('dial-sent', { ...ofDial, ...chunk });

/** One chunk as the socket gave it to us. */
export type DialReceived = TypeOf<typeof dialReceived>;
const dialReceived = declareEvent('dial-received', { ...ofDial, ...chunk });

/** What went wrong with a dial or with what came over it. */
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

/** A connection that we opened, or tried to open, is over. */
export type DialClosed = TypeOf<typeof dialClosed>;
const dialClosed = declareEvent('dial-closed', {
	...ofDial,
	bytesIn: count,
	bytesOut: count,
	/** Absent where it ended in order. */
	failure: optional(failure),
	why: optional(text),
	durationMs: amount,
});

/** What becomes of a connection that we open as a client. */
export const dialEvents = [dialStarted, dialConnected, dialSent, dialReceived, dialClosed] as const;
