import { findBytes } from '../../search/find.ts';
import { type BytesText, maxShownBytes } from './bytes-text.ts';
import type { Conversation, Flow } from './conversation.ts';
import type { MarkedBytes } from './section.ts';

/** Where a query is found in a conversation's bytes: in the order in which they are shown. */
export interface BytesMatches {
	readonly count: number;
	/** The row of a match in a text. */
	rowOf(index: number, text: BytesText): number;
	/** All of them, to be marked, with the one where the reader is. */
	marked(current: number): readonly MarkedBytes[];
}

type Found = Omit<MarkedBytes, 'current'>;

const remembered = new WeakMap<Conversation, { readonly query: string; readonly matches: BytesMatches }>();

/** Finds a query in the bytes of both directions, as text or as `0x` and hex; it looks only once for the same. */
export function findInConversation(conversation: Conversation, query: string): BytesMatches {
	const known = remembered.get(conversation);
	if (known?.query === query) {
		return known.matches;
	}
	const { toServer, toPeer } = conversation;
	const found = query === '' ? [] : [...findInFlow(toServer, query), ...findInFlow(toPeer, query)];
	const matches: BytesMatches = {
		count: found.length,
		rowOf(index, text) {
			const match = found[index];
			return match === undefined ? 0 : text.rowOf(match.direction, match.from);
		},
		marked: current => found.map((match, index) => ({ ...match, current: index === current })),
	};
	remembered.set(conversation, { query, matches });
	return matches;
}

/** Nothing is found over a gap. */
function findInFlow({ direction, bytes }: Flow, query: string): readonly Found[] {
	const found: Found[] = [];
	const end = Math.min(bytes.length, maxShownBytes);
	for (let at = 0; at < end; ) {
		let to = at;
		while (to < end && bytes.at(to) !== undefined) {
			to = Math.min(end, bytes.runAt(to).to);
		}
		const stretch = to > at ? bytes.slice(at, to) : undefined;
		for (const match of stretch === undefined ? [] : findBytes(stretch, query)) {
			found.push({ direction, from: at + match.from, to: at + match.to });
		}
		at = to > at ? to : bytes.runAt(at).to;
	}
	return found;
}
