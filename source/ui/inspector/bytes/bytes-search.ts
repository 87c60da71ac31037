import { findBytes } from '../../search/find.ts';
import { rememberLast } from '../remember-last.ts';
import type { Detail } from '../trace/detail.ts';
import { bytesLines } from './announce.ts';
import { type BytesMode, bytesTextOf } from './bytes-text.ts';
import { type Conversation, conversationOf, type Flow } from './conversation.ts';
import type { MarkedBytes } from './section.ts';

/** The matches in the bytes of an exchange, in the order in which these are shown. */
export interface FoundBytes {
	readonly count: number;
	/** The row of a match. */
	rowOf(index: number): number;
	/** All matches, to be marked; `current` is the index of the one where the reader is. */
	marked(current: number): readonly MarkedBytes[];
}

type Match = Omit<MarkedBytes, 'current'>;

/** The matches of a query, with their rows where the bytes are drawn in so many columns. */
export function searchDrawn(detail: Detail, query: string, mode: BytesMode, width: number): FoundBytes {
	return search(detail, query, conversation => bytesTextOf(conversation, mode, width));
}

/** The matches of a query, with their rows where the bytes are read aloud. */
export function searchRead(detail: Detail, query: string, mode: BytesMode): FoundBytes {
	return search(detail, query, conversation => bytesLines(conversation, mode));
}

function search(detail: Detail, query: string, rowsOf: (conversation: Conversation) => RowsOfBytes): FoundBytes {
	const isOpen = query !== '' && detail.status === 'here';
	const conversation = isOpen ? conversationOf(detail.events, detail.connection) : undefined;
	if (conversation === undefined) {
		return { count: 0, rowOf: () => 0, marked: () => [] };
	}
	const found = findInConversation(conversation, query);
	return {
		count: found.length,
		rowOf(index) {
			const match = found[index];
			return match === undefined ? 0 : rowsOf(conversation).rowOf(match.direction, match.from);
		},
		marked: current => found.map((match, index) => ({ ...match, current: index === current })),
	};
}

/** Rows that show or tell bytes. */
interface RowsOfBytes {
	rowOf(direction: Flow['direction'], offset: number): number;
}

/** Finds a query in the bytes of both directions, as text or as `0x` and hex; it looks only once for the same. */
const findInConversation = rememberLast(({ toServer, toPeer }: Conversation, query: string) =>
	[toServer, toPeer].flatMap(flow => findInFlow(flow, query)),
);

/** Nothing is found over a gap. */
function findInFlow({ direction, bytes, end }: Flow, query: string): readonly Match[] {
	const found: Match[] = [];
	for (let at = 0; at < end; ) {
		let to = at;
		while (to < end && bytes.at(to) !== undefined) {
			to = Math.min(end, bytes.runAt(to).to);
		}
		for (const { from, to: matchEnd } of findBytes(bytes.slice(at, to) ?? new Uint8Array(), query)) {
			found.push({ direction, from: at + from, to: at + matchEnd });
		}
		at = to > at ? to : bytes.runAt(at).to;
	}
	return found;
}
