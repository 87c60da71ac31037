import type { Example } from '../commands/commands.ts';
import type { HelpRow } from './layout.ts';

/** A subject of `poetry-lab help <name>`; the manual page has a section for each. */
export interface Topic {
	/** The word that a person types after `help`. */
	readonly name: string;
	readonly title: string;
	/** A few words for a list, without a full stop. */
	readonly summary: string;
	readonly examples?: readonly Example[];
	readonly blocks: readonly TopicBlock[];
}

/** A part of a topic: a paragraph, or a table of things to type or to see, with words beside each. */
export type TopicBlock = string | TopicTable;

export interface TopicTable {
	readonly title?: string;
	readonly rows: readonly HelpRow[];
}
