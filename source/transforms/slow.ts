import { setTimeout } from 'node:timers/promises';

type Wait = (delayMs: number, poem: string) => Promise<string>;

/** Gives the poem unchanged, after `delayMs` milliseconds (two seconds unless told). */
export function slow(poem: string, delayMs = 2000, wait: Wait = setTimeout): Promise<string> {
	return wait(delayMs, poem);
}
