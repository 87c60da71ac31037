import { readdirSync, readFileSync } from 'node:fs';

/** How many more files and connections the system lets this program open; undefined where the system does not say. */
export function descriptorsLeft(): number | undefined {
	try {
		const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
		return limit === undefined ? undefined : Number(limit) - readdirSync('/proc/self/fd').length;
	} catch {
		// Only Linux tells it so; elsewhere it is the single connection that fails, with the same words.
		return undefined;
	}
}
