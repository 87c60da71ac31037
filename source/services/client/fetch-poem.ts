import type { FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { defaultMaxPoemBytes } from '../../net/bounds.ts';
import { dial } from '../../net/dial/dial.ts';
import type { Address } from '../../wire/address.ts';
import { GrowingPoem } from '../growing-poem.ts';
import { emptyPoem, poemTooLong, toFetchError } from './fetch-error.ts';

export interface FetchPoemOptions {
	/** The fetch that it is part of. */
	readonly fetch: FetchId;
	readonly signal?: AbortSignal | undefined;
	/** The longest that it may take as a whole. */
	readonly timeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
	/** 256 MiB where none is given. */
	readonly maxPoemBytes?: number | undefined;
}

/**
 * The poem of a poetry server or proxy, in order and held once; it ends when the connection ends in order. Rejects with
 * `FetchError`: for a reset, a time-out, a poem that is too long, and an end before any byte.
 */
export async function fetchPoem(
	address: Address,
	{ maxPoemBytes = defaultMaxPoemBytes, ...options }: FetchPoemOptions,
	telemetry: Telemetry,
): Promise<readonly Uint8Array[]> {
	const poem = new GrowingPoem();
	try {
		const connection = await dial({ ...options, address, purpose: 'poem' }, telemetry);
		for await (const chunk of connection) {
			if (poem.bytes + chunk.length > maxPoemBytes) {
				connection.close(poemTooLong(maxPoemBytes));
			} else {
				poem.append(chunk);
			}
		}
	} catch (error) {
		throw toFetchError(error);
	}
	if (poem.bytes === 0) {
		throw emptyPoem();
	}
	return poem.pieces();
}
