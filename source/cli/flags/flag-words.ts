/** The titles under which the help lists flags, in its order. */
export const flagGroups = [
	'The crowd',
	'Fetching',
	'Lessons',
	'Poems and transforms',
	'Where it listens',
	'Other hosts',
	'The cache',
	'Broken on purpose',
	'Bounds',
	'Recording',
	'The screen',
	'Output',
	'Help',
] as const;

/** A list of words that a shell can offer. */
export type ListName =
	| 'command'
	| 'poem-address'
	| 'transform-address'
	| 'interface'
	| 'poem'
	| 'proxy'
	| 'server-fault'
	| 'server-fault='
	| 'transforms'
	| 'lesson'
	| 'shell'
	| 'theme'
	| 'topic';

/**
 * What a shell offers while the value of a flag, or an argument, is typed: a word of a list, several with commas between
 * them, or two with an equals sign between them, the second from the list of that name with an equals sign.
 */
export type Offer = 'file' | 'directory' | `${'words' | 'list' | 'pair'}:${ListName}`;

/** A flag in words: what the help, the manual and the shells' completion tell of it. */
export interface FlagWords {
	readonly group: (typeof flagGroups)[number];
	/** A few plain words, without a full stop. */
	readonly summary: string;
	/** What else there is to know, for `help flags` and the manual: it goes on after the summary. */
	readonly detail?: string;
	/** What stands for the value in the help, such as `<ms>`; absent where there is none. */
	readonly value?: string;
	/** What holds without the flag, in words. */
	readonly byDefault?: string;
	readonly offer?: Offer;
}

/** A flag in words, and how it is parsed. */
export interface Flag extends FlagWords {
	readonly type: 'string' | 'boolean';
	readonly isMultiple?: true;
	readonly shortFlag?: string;
}

/** What the command line gives for these flags, by their keys. */
export type FlagValues<Flags> = { readonly [key in keyof Flags]?: ValueOf<Flags[key]> | undefined };

type ValueOf<Each> = Each extends { readonly type: 'boolean' }
	? boolean
	: Each extends { readonly isMultiple: true }
		? readonly string[]
		: string;

type WithValue = FlagWords & { readonly value: string };

/** A flag with a value. */
export const valueFlag = (words: WithValue) => ({ ...words, type: 'string' }) as const;

/** A flag with a value that can be given again and again. */
export const listFlag = (words: WithValue) => ({ ...words, type: 'string', isMultiple: true }) as const;

/** A flag that is there or not. */
export const switchFlag = (words: FlagWords) => ({ ...words, type: 'boolean', default: false }) as const;

/** The flag as a person writes it: `--poetry-port`, and a single letter as `-h`. */
export function flagName(key: string): string {
	return key.length === 1 ? `-${key}` : `--${key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
