/** A fact about the screen without which a hint is of no use. */
export type HintCondition =
	| 'fetching'
	| 'fetched'
	| 'repeatable'
	| 'lesson-exchange'
	| 'no-lesson'
	| 'hosts-marked'
	| 'batched'
	| 'poem-begun'
	| 'poem-whole'
	| 'filtered'
	| 'found'
	| 'exchange-selected'
	| 'proxy-selected'
	| 'zoomed'
	| 'bytes'
	| 'broken'
	| 'crowd-under-way'
	| 'crowd-ended'
	| 'crowd-possible'
	| 'lab-gone';

/** Keys that ask for the same command in one context. */
export interface BindingOf<Name extends string> {
	readonly keys: readonly string[];
	readonly command: Name;
	/** One plain line for the help. */
	readonly description: string;
	/** A word or two for the bottom line; absent where it is only in the help. */
	readonly hint?: string;
	readonly hintWhen?: HintCondition;
	/** The hint where the condition does not hold; none where this is absent. */
	readonly hintElse?: string;
	/** Why its command is of no use in a replay, which has no servers. It holds wherever that command is bound. */
	readonly notInReplay?: string;
	/** Left out of the help, which says the same thing elsewhere. */
	readonly hiddenInHelp?: boolean;
}

/** The bindings of one context, under the title that the help gives them. */
export interface SectionOf<Place extends string, Name extends string> {
	readonly context: Place;
	readonly title: string;
	/** Hints are shown in their order. */
	readonly bindings: readonly BindingOf<Name>[];
	/** A printable character is text here, and not a key. */
	readonly isText: boolean;
}

type Details = Pick<BindingOf<string>, 'hint' | 'hintWhen' | 'hintElse' | 'notInReplay'>;

/** A section whose keys are all keys. */
export function section<Place extends string, Name extends string>(
	context: Place,
	title: string,
	bindings: readonly BindingOf<Name>[],
): SectionOf<Place, Name> {
	return { context, title, bindings, isText: false };
}

/** A section of a place where text is typed. */
export const typingSection: typeof section = (...of) => ({ ...section(...of), isText: true });

/** A binding that the help lists. */
export function bind<Name extends string>(
	keys: readonly string[],
	command: Name,
	description: string,
	details: Details = {},
): BindingOf<Name> {
	return { keys, command, description, ...details };
}

/** A binding that the help does not list, since it says the same thing elsewhere. */
export function unlisted<Name extends string>(...binding: Parameters<typeof bind<Name>>): BindingOf<Name> {
	return { ...bind(...binding), hiddenInHelp: true };
}

/** The keys for help and quit, where a place does not look its keys up in those of all panels. */
export const helpAndQuit = [
	unlisted(['?'], 'help', 'this help', { hint: 'help' }),
	unlisted(['q'], 'quit', 'quit', { hint: 'quit' }),
];
