import type { FetchId, ServerId } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import { defaultMaxPoemBytes } from '../net/bounds.ts';
import { dial } from '../net/dial.ts';
import { DialError } from '../net/dial-error.ts';
import type { Address } from '../wire/address.ts';
import { FetchError, toFetchError } from './fetch-error.ts';
import { GrowingPoem } from './growing-poem.ts';

export interface FetchPoemOptions {
	/** The fetch that it is part of. */
	readonly fetch: FetchId;
	/** The proxy that fetches; absent where the client does. */
	readonly server?: ServerId | undefined;
	readonly signal?: AbortSignal | undefined;
	/** The longest that it may take as a whole. */
	readonly timeoutMs?: number | undefined;
	/** The longest that connecting may take; `idleTimeoutMs` where none is given. */
	readonly connectTimeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
	/** 256 MiB where none is given. */
	readonly maxPoemBytes?: number | undefined;
	/** Is told our own end of the connection once it is made. */
	readonly onConnected?: ((local: Address) => void) | undefined;
}

/** The poem of a poetry server or proxy, in order and held once; rejects with `FetchError`. */
export async function fetchPoem(
	address: Address,
	options: FetchPoemOptions,
	telemetry: Telemetry,
): Promise<readonly Uint8Array[]> {
	const poem = new GrowingPoem();
	for await (const chunk of poemChunks(address, options, telemetry)) {
		poem.append(chunk);
	}
	return poem.pieces();
}

/**
 * The poem as it arrives, ending when the connection ends in order. Throws `FetchError`: for a reset, a time-out, a
 * poem that is too long, and an end before any byte, since no poem is empty.
 */
export async function* poemChunks(
	address: Address,
	{ maxPoemBytes = defaultMaxPoemBytes, onConnected, ...options }: FetchPoemOptions,
	telemetry: Telemetry,
): AsyncGenerator<Buffer, void, undefined> {
	let bytes = 0;
	try {
		const connection = await dial({ ...options, address, purpose: 'poem' }, telemetry);
		onConnected?.(connection.local);
		for await (const chunk of connection) {
			bytes += chunk.length;
			if (bytes > maxPoemBytes) {
				connection.close(new DialError('too-long', `the poem is longer than ${maxPoemBytes} bytes`));
			} else {
				yield chunk;
			}
		}
	} catch (error) {
		throw toFetchError(error);
	}
	if (bytes === 0) {
		throw new FetchError('empty', 'the server closed without a poem');
	}
}
