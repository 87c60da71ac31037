import { readdirSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';

/** The number of further files and connections that this program may open; undefined where the system does not say. */
export function descriptorsLeft(): number | undefined {
	try {
		const limit = descriptorLimit();
		return limit === undefined ? undefined : limit - readdirSync('/proc/self/fd').length;
	} catch {
		// Only Linux tells it so; elsewhere it is the single connection that fails, with the same words.
		return undefined;
	}
}

/** The number of files and connections that this program may have open at once; undefined where the system does not say. */
export function descriptorLimit(): number | undefined {
	try {
		const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
		return limit === undefined ? undefined : Number(limit);
	} catch {
		return undefined;
	}
}

/**
 * The number of a socket's descriptor; undefined where there is none. The system always gives the lowest that is free, so
 * that one near the limit tells that hardly any is left. Node does not document it, but shows it.
 */
export function descriptorOf(socket: Socket): number | undefined {
	return (socket as Socket & { readonly _handle?: { readonly fd?: number } | null })._handle?.fd;
}

/** The message for a person who runs out of them; Node closes some connections without telling anybody. */
export const outOfDescriptors =
	'out of file descriptors: connections are turned away, and maybe some that cannot be counted; raise the limit with ulimit -n';
