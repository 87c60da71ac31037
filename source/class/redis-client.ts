import { RedisClient } from '@redis/client';

/**
 * The client of the engine, in a file of its own: it is loaded only where somebody joins a class. All clients are of one
 * class: to make it takes the package some milliseconds, which it would take for each.
 */
const make = RedisClient.factory({ RESP: 2 });

type Options = NonNullable<Parameters<typeof make>[0]>;

/** A client that is not connected yet. It speaks the second version of the protocol, in which every answer is a plain list. */
export function createClient(options: Options) {
	return make({ ...options, RESP: 2 } as Options);
}
