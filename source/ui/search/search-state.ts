import { formatCount } from '../format.ts';
import type { Command } from '../keymap.ts';
import { insertText, updateTypedLine } from '../text/text-field.ts';
import { maxMatches } from './find.ts';

/** A search in a body of text, as far as the person has come with it. */
export interface Search {
	readonly query: string;
	/** It is being typed. */
	readonly typing: boolean;
	/** The match where the reader is, from 0. */
	readonly index: number;
}

/** No search. */
export const noSearch: Search = { query: '', typing: false, index: 0 };

/** The search with text added at the end of its query. */
export function typeQuery(search: Search, text: string): Search {
	return { ...search, query: insertText(search.query, text), index: 0 };
}

/** The search after a command while its query is typed; undefined where the command does nothing. */
export function updateQuery(search: Search, command: Command): Search | undefined {
	const line = updateTypedLine(search.query, command);
	return line && { query: line.text, typing: line.typing, index: command === 'accept' ? search.index : 0 };
}

/** The search at another match: past the last comes the first, and before the first the last. */
export function goToMatch(search: Search, index: number, count: number): Search {
	return { ...search, index: count === 0 ? 0 : ((index % count) + count) % count };
}

/** The first match at or after a place, by the order of the matches; the first of all where there is none. */
export function firstMatchFrom<Place>(matches: readonly Place[], isBefore: (match: Place) => boolean): number {
	const index = matches.findIndex(match => !isBefore(match));
	return Math.max(0, index);
}

/** The place of the reader among the matches: `3 of 12`, or `not found`. */
export function matchWords({ query, index }: Search, count: number): string {
	if (query === '') {
		return '';
	}
	if (count === 0) {
		return 'not found';
	}
	return `${formatCount(Math.min(index, count - 1) + 1)} of ${count >= maxMatches ? `${formatCount(count)} or more` : formatCount(count)}`;
}
