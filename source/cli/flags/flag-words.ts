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

/** What a shell offers while the value of a flag, or an argument, is typed; a list of words is offered as it is. */
export type Offer =
	| 'file'
	| 'directory'
	| 'poem-address'
	| 'transform-address'
	| 'interface'
	| 'poem'
	| 'proxy'
	| 'server-fault'
	| 'transforms'
	| 'lesson'
	| 'shell'
	| 'topic'
	| readonly string[];

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

type WithValue = FlagWords & { readonly value: string };

/** A flag with a value. */
export const text = (words: WithValue) => ({ ...words, type: 'string' }) as const;

/** A flag with a value that can be given again and again. */
export const texts = (words: WithValue) => ({ ...words, type: 'string', isMultiple: true }) as const;

/** A flag that is there or not. */
export const yes = (words: FlagWords) => ({ ...words, type: 'boolean', default: false }) as const;

/** The flag as a person writes it: `--poetry-port`, and a single letter as `-h`. */
export function flagName(key: string): string {
	return key.length === 1 ? `-${key}` : `--${key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
