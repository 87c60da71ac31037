import { acrostic } from './acrostic.ts';
import { cummingsify } from './cummingsify.ts';
import { gibberish } from './gibberish.ts';
import { nPlus7 } from './n-plus-7.ts';
import { piglatin } from './piglatin.ts';
import { reverseLines } from './reverse-lines.ts';
import { reverseWords } from './reverse-words.ts';
import { rot13 } from './rot13.ts';
import { shout } from './shout.ts';
import { slow } from './slow.ts';
import { snowball } from './snowball.ts';

/** A named function from a poem to a poem, at once or later; `summary` is the one sentence shown beside its name. */
export interface Transform {
	readonly name: string;
	readonly summary: string;
	/** The signal of `asked` is aborted when nobody waits any more; it is read only by what can make use of it. */
	readonly apply: (poem: string, asked?: { readonly signal: AbortSignal }) => string | Promise<string>;
	/** It keeps a time limit itself, so that nobody else needs to. */
	readonly keepsTime?: boolean;
}

/** The transforms that come with the lab, in the order in which they are offered. */
export const transforms: readonly Transform[] = [
	{ name: 'cummingsify', summary: 'Puts everything in lower case.', apply: cummingsify },
	{ name: 'shout', summary: 'Puts everything in upper case.', apply: shout },
	{ name: 'reverse-lines', summary: 'Reads from the last line to the first.', apply: reverseLines },
	{ name: 'reverse-words', summary: 'Turns the words of each line around.', apply: reverseWords },
	{ name: 'rot13', summary: 'Moves each letter thirteen places on.', apply: rot13 },
	{ name: 'piglatin', summary: 'Speaks Pig Latin.', apply: piglatin },
	{ name: 'acrostic', summary: "Sets the lines' first letters in a margin.", apply: acrostic },
	{ name: 'snowball', summary: 'Grows by one letter a line, with words of the poem.', apply: snowball },
	{ name: 'n-plus-7', summary: 'Replaces each noun by the seventh after it.', apply: nPlus7 },
	{ name: 'gibberish', summary: 'Always fails, so that you see what happens then.', apply: gibberish },
	{ name: 'slow', summary: 'Takes two seconds and changes nothing.', apply: poem => slow(poem) },
];
