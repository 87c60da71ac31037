import { setMaxListeners } from 'node:events';
import type { Telemetry } from '../../events/telemetry.ts';
import { dial } from '../../net/dial/dial.ts';
import { DialError } from '../../net/dial/dial-error.ts';
import { sleep } from '../../net/sleep.ts';
import type { Address } from '../../wire/address.ts';

/** One bare connection to be opened. */
export interface BareRequest {
	readonly address: Address;
	/** Sent first, if given. */
	readonly text?: string | undefined;
	/** Where the text's bytes are cut into pieces, in bytes from its start; each is sent 300 ms after the one before. */
	readonly cuts?: readonly number[] | undefined;
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

/** The time between two pieces of a text: long enough that they arrive as two. */
const betweenPiecesMs = 300;

/** No bare connection yet. */
export function createBareConnections(telemetry: Telemetry): BareConnections {
	let all = everyConnection();
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
		open({ reads, ...request }) {
			const reading = reads ? Promise.resolve() : toldToRead;
			// How it failed is told by the events; here is nobody to tell it to.
			void converse({ ...request, reading, signal: all.signal }, telemetry).catch(passOverDialErrors);
		},
		readOn,
		closeAll() {
			all.abort();
			all = everyConnection();
			// Nobody waits any more for a word that will not come.
			readOn();
		},
	};
}

function everyConnection(): AbortController {
	const all = new AbortController();
	// Each connection listens to it: that is no leak.
	setMaxListeners(0, all.signal);
	return all;
}

async function converse(
	{
		address,
		text,
		cuts = [],
		reading,
		signal,
	}: Omit<BareRequest, 'reads'> & { reading: Promise<void>; signal: AbortSignal },
	telemetry: Telemetry,
): Promise<number> {
	const purpose = text === undefined ? 'poem' : 'transform';
	const connection = await dial({ address, purpose, fetch: telemetry.nextId(), signal }, telemetry);
	if (text !== undefined) {
		const bytes = Buffer.from(text);
		const starts = [0, ...cuts];
		for (const [index, start] of starts.entries()) {
			if (index > 0) {
				await sleep(betweenPiecesMs, signal);
			}
			connection.send(bytes.subarray(start, starts[index + 1]));
		}
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
