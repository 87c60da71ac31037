import { setTimeout } from 'node:timers/promises';

/** The promise's value, or undefined where that takes longer than so many milliseconds. Rejects as the promise does. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
	const over = new AbortController();
	try {
		return await Promise.race([promise, setTimeout(ms, undefined, { signal: over.signal })]);
	} finally {
		over.abort();
	}
}
