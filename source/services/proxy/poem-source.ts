import type { Telemetry } from '../../events/telemetry.ts';
import { DialError } from '../../net/dial/dial-error.ts';
import { OutgoingConnection, type OutgoingOptions, type OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { Address } from '../../wire/address.ts';

/** Where a shared fetch has its poem from, while it comes. */
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

/** The upstream itself. */
export function upstreamSource(options: OutgoingOptions, telemetry: Telemetry): OpenSource {
	return receiver => {
		const connection = new OutgoingConnection(options, receiver, telemetry);
		return {
			get local() {
				return connection.local;
			},
			abandon: () => connection.close(cancelled()),
			close: failure => connection.close(failure),
		};
	};
}

/** The failure of a fetch that nobody wants any more. */
export function cancelled(): DialError {
	return new DialError('cancelled', 'cancelled');
}
