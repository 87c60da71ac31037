import { setTimeout } from 'node:timers/promises';

/** Gives the poem unchanged, after `delayMs` milliseconds (two seconds unless told). */
export async function slow(poem: string, delayMs = 2000): Promise<string> {
	return setTimeout(delayMs, poem);
}
