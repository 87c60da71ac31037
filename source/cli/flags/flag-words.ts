/** The titles under which the help lists flags, in its order. */
export const flagGroups = [
	'The crowd',
	'Fetching',
	'Lessons',
	'Poems and transforms',
	'Where it listens',
	'Other hosts',
	'The cache',
	'A class',
	'Broken on purpose',
	'Bounds',
	'Recording',
	'The screen',
	'Output',
	'Help',
] as const;

/** The name of a list of words that a shell can offer. */
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
 * The completion of a flag's value, or of an argument: a file, a directory, one of the words of a list (`words`), several of
 * them with commas between (`list`), or two with an equals sign between (`pair`: the second is from the list `<name>=`).
 */
export type Offer = 'file' | 'directory' | `${'words' | 'list' | 'pair'}:${ListName}`;

/** The words about a flag, for the help, the manual and the shells' completion. */
export interface FlagWords {
	readonly group: (typeof flagGroups)[number];
	/** A few plain words, without a full stop. */
	readonly summary: string;
	/** More about it, for `help flags` and the manual; it continues the summary. */
	readonly detail?: string;
	/** The placeholder of its value in the help, such as `<ms>`; absent where it takes none. */
	readonly value?: string;
	/** The default, in words. */
	readonly byDefault?: string;
	readonly offer?: Offer;
}

/** A flag: its words, and how it is parsed. */
export interface Flag extends FlagWords {
	readonly type: 'string' | 'boolean';
	readonly isMultiple?: true;
	readonly shortFlag?: string;
}

/** The values of these flags by their keys: true or false, a text, or a list of texts. */
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
