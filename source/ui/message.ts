import type { Tone } from './theme.ts';

/** Something to say in the bottom line until the next key. */
export interface Message {
	readonly text: string;
	readonly tone: Tone;
}
