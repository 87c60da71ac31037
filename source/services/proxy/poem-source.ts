import type { DialError } from '../../net/dial/dial-error.ts';
import type { OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { Address } from '../../wire/address.ts';

/** Where a shared fetch has its poem from, while it comes: its upstream's connection, or another lab of the class. */
export interface PoemSource {
	/** Our own end of the connection to the upstream; its port is 0 where there is none. */
	readonly local: Address;
	/** Nobody here wants the poem any more: it ends as cancelled, unless somebody elsewhere still wants it. */
	abandon(): void;
	/** Ends it with this failure. */
	close(failure: DialError): void;
}

/** Begins to get a poem, and gives where from; what comes is told to the receiver. */
export type OpenSource = (receiver: OutgoingReceiver) => PoemSource;
