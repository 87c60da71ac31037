import type { Telemetry } from '../events/telemetry.ts';
import { dial } from '../net/dial.ts';
import { DialError } from '../net/dial-error.ts';
import type { Address } from '../wire/address.ts';

/** One bare connection to be opened. */
export interface BareRequest {
	readonly address: Address;
	/** Sent first, if given. */
	readonly text?: string | undefined;
	/** False: it takes nothing of what comes until it is told to read on. */
	readonly reads: boolean;
}

/** Connections as netcat makes them: what is typed is sent, and what comes is read, or left where it is. */
export interface BareConnections {
	/** Opens one more; what becomes of it is told by events. */
	open(request: BareRequest): void;
	/** Lets those that do not read begin to. */
	readOn(): void;
	/** Closes all of them, as by Ctrl+C. */
	closeAll(): void;
}

/** No bare connection yet. */
export function createBareConnections(telemetry: Telemetry): BareConnections {
	let all = new AbortController();
	let told: () => void = () => {};
	let toldToRead = new Promise<void>(resolve => {
		told = resolve;
	});
	const readOn = () => {
		told();
		toldToRead = new Promise<void>(resolve => {
			told = resolve;
		});
	};
	return {
		open({ address, text, reads }) {
			const reading = reads ? Promise.resolve() : toldToRead;
			// How it failed is told by the events; here is nobody to tell it to.
			void converse({ address, text, reading, signal: all.signal }, telemetry).catch(passOverDialErrors);
		},
		readOn,
		closeAll() {
			all.abort();
			all = new AbortController();
			// Nobody waits any more for a word that will not come.
			readOn();
		},
	};
}

async function converse(
	{ address, text, reading, signal }: Omit<BareRequest, 'reads'> & { reading: Promise<void>; signal: AbortSignal },
	telemetry: Telemetry,
): Promise<number> {
	const purpose = text === undefined ? 'poem' : 'transform';
	const connection = await dial({ address, purpose, fetch: telemetry.nextId(), signal }, telemetry);
	if (text !== undefined) {
		connection.send(Buffer.from(text));
	}
	await reading;
	let bytes = 0;
	for await (const chunk of connection) {
		bytes += chunk.length;
	}
	return bytes;
}

function passOverDialErrors(error: unknown): void {
	if (!(error instanceof DialError)) {
		throw error;
	}
}
