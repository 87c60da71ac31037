import type { Bound, ConnectionId } from '../../events/events.ts';
import type { Address } from '../../wire/address.ts';

/** Takes a server's bytes on their way to the peer. None of its functions throws, also after the peer has gone. */
export interface Sink {
	/** False once all was said, or the peer has gone. */
	readonly open: boolean;
	/** Sends some bytes, which must not change afterwards; false where the peer is behind and `drained` is to be awaited. */
	send(data: Uint8Array): boolean;
	/** Fulfilled when the peer has taken what was sent, or has gone. */
	drained(): Promise<void>;
	/** Sends these bytes, if any, as the last ones: however many they are, only as fast as the peer takes them. */
	end(data?: Uint8Array): void;
	/**
	 * Closes without a reply, and in order, so that it is no reset: our side at once, and within a second in full, whatever
	 * the peer does. `bound` names the bound that the peer went over.
	 */
	refuse(bound?: Bound): void;
	/** Resets it, so that the peer can tell that what it has is not all. */
	reset(): void;
}

/** One accepted connection, as a service has it: the only way to its peer. */
export interface Connection extends Sink {
	readonly id: ConnectionId;
	/** Its other end, asked of the system; port 0 once it has gone. */
	readonly peer: Address;
	/** Aborts when the connection is over; made at its first use. */
	readonly signal: AbortSignal;
	/** Calls back once, when the connection is over; at once where it is over already. */
	whenOver(tell: () => void): void;
	/** Stops the clock of `requestTimeoutMs`: the request is whole. */
	requestIsWhole(): void;
}

/** Is given a peer's bytes. Where a service has no receiver they are counted and thrown away. */
export interface Receiver {
	received(chunk: Uint8Array): void;
	/** The peer will send nothing more; it may still read. */
	ended?(): void;
	/** The request did not come in time; the connection is closed after this. */
	timedOut?(): void;
}
