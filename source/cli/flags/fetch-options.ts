import { serverKinds } from '../../lab/server-kinds.ts';
import type { Address } from '../../wire/address.ts';
import { parseHost, parseMilliseconds, transformNames } from './flag-values.ts';
import type { FlagsOf } from './flags.ts';

/** How `get` and `crowd` fetch a poem. */
export interface FetchOptions {
	/** The transform server. */
	readonly via: Address;
	/** Transforms by name, applied in order. */
	readonly transforms: readonly string[];
	/** The longest that the poem, and each transform, may take as a whole. */
	readonly timeoutMs?: number;
	/** The longest silence of a server before it counts as timed out. */
	readonly idleTimeoutMs: number;
}

/** How a poem is to be fetched. Throws a `UsageError` that says which flag is wrong. */
export function fetchOptions({ via, transform = [], timeout }: FlagsOf<'get'>): FetchOptions {
	return {
		via: parseHost('--via', via ?? `127.0.0.1:${serverKinds.transform.firstPort}`),
		transforms: transformNames(transform),
		...(timeout !== undefined && { timeoutMs: parseMilliseconds('timeout', timeout) }),
		idleTimeoutMs: 30_000,
	};
}
