import { rememberLast } from '../../remember-last.ts';
import { findBytes } from '../../search/find.ts';
import type { Detail } from '../story/detail.ts';
import { bytesLines } from './announce.ts';
import { type BytesMode, bytesTextOf } from './bytes-text.ts';
import { type Conversation, conversationOf, type Flow } from './conversation.ts';
import { type MarkedBytes, maxShownBytes } from './section.ts';

/** What was found in the bytes of an exchange: how often, in which row each time, and what is to be marked. */
export interface FoundBytes extends Pick<BytesMatches, 'count' | 'marked'> {
	rowOf(index: number): number;
}

/** Where a query is found in what is drawn of an exchange's bytes, in so many columns. */
export function searchDrawn(detail: Detail, query: string, mode: BytesMode, width: number): FoundBytes {
	return search(detail, query, conversation => bytesTextOf(conversation, mode, width));
}

/** Where a query is found in what is read of an exchange's bytes. */
export function searchRead(detail: Detail, query: string, mode: BytesMode): FoundBytes {
	return search(detail, query, conversation => bytesLines(conversation, mode));
}

function search(detail: Detail, query: string, rowsOf: (conversation: Conversation) => RowsOfBytes): FoundBytes {
	const conversation =
		query !== '' && detail.status === 'here' ? conversationOf(detail.events, detail.connection) : undefined;
	if (conversation === undefined) {
		return { count: 0, rowOf: () => 0, marked: () => [] };
	}
	const { count, rowOf, marked } = findInConversation(conversation, query);
	return { count, marked, rowOf: index => rowOf(index, rowsOf(conversation)) };
}

/** Rows that show or tell bytes. */
interface RowsOfBytes {
	rowOf(direction: Flow['direction'], offset: number): number;
}

/** Where a query is found in a conversation's bytes: in the order in which they are shown. */
export interface BytesMatches {
	readonly count: number;
	/** The row of a match in what shows the bytes. */
	rowOf(index: number, rows: RowsOfBytes): number;
	/** All of them, to be marked, with the one where the reader is. */
	marked(current: number): readonly MarkedBytes[];
}

/** Finds a query in the bytes of both directions, as text or as `0x` and hex; it looks only once for the same. */
export const findInConversation = rememberLast((conversation: Conversation, query: string): BytesMatches => {
	const { toServer, toPeer } = conversation;
	const found = query === '' ? [] : [toServer, toPeer].flatMap(flow => findInFlow(flow, query));
	return {
		count: found.length,
		rowOf(index, rows) {
			const match = found[index];
			return match === undefined ? 0 : rows.rowOf(match.direction, match.from);
		},
		marked: current => found.map((match, index) => ({ ...match, current: index === current })),
	};
});

/** Nothing is found over a gap. */
function findInFlow({ direction, bytes }: Flow, query: string): readonly Omit<MarkedBytes, 'current'>[] {
	const found: Omit<MarkedBytes, 'current'>[] = [];
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
