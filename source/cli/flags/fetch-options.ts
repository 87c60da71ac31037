import { serverKinds } from '../../lab/server-kinds.ts';
import type { TransformServer } from '../../services/client/transform-poem.ts';
import { numbersOf, parseHost, transformNames } from './flag-values.ts';
import type { FlagsOf } from './flags.ts';

/** The options that `get` and `crowd` share: the transform server, the transforms and the time limits. */
export interface FetchOptions {
	/** The transform server. */
	readonly via: TransformServer;
	/** Transforms by name, applied in order. */
	readonly transforms: readonly string[];
	/** The longest that the poem, and each transform, may take as a whole, in milliseconds. */
	readonly timeoutMs?: number;
	/** The longest silence of a server before it counts as timed out, in milliseconds. */
	readonly idleTimeoutMs: number;
}

/** The options of a fetch, from the flags of `get` or `crowd`. Throws a `UsageError` that says which flag is wrong. */
export function fetchOptions(flags: FlagsOf<'get'>): FetchOptions {
	const { via, transform = [] } = flags;
	return {
		via: { ...parseHost('--via', via ?? `127.0.0.1:${serverKinds.transform.firstPort}`), isElsewhere: true },
		transforms: transformNames(transform),
		...numbersOf(flags, { timeoutMs: ['timeout', 'milliseconds'] }),
		idleTimeoutMs: 30_000,
	};
}
