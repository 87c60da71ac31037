import type { Row } from '../../text/rows.ts';
import { rememberLast } from '../remember-last.ts';
import type { Conversation, Flow } from './conversation.ts';
import { flowFooter, flowHeading } from './flow-words.ts';
import { hexSection } from './hex-section.ts';
import type { MarkedBytes, Section } from './section.ts';
import { ruled } from './text-line.ts';
import { textSection } from './text-section.ts';

/** The form in which bytes are shown. */
export type BytesMode = 'text' | 'hex';

/** A conversation in rows of a given width. Rows are made when they are asked for. */
export interface BytesText {
	readonly rowCount: number;
	rows(from: number, count: number, marked?: readonly MarkedBytes[]): readonly Row[];
	/** The row that shows a byte. */
	rowOf(direction: Flow['direction'], offset: number): number;
}

/** A conversation as text or as hex, what went to the server and then what came back, in at most so many columns. */
export const bytesTextOf = rememberLast((conversation: Conversation, mode: BytesMode, columns: number): BytesText => {
	const width = Math.max(20, columns - 2);
	const placed: { readonly direction: Flow['direction']; readonly section: Section; readonly top: number }[] = [];
	let rowCount = 0;
	for (const flow of [conversation.toServer, conversation.toPeer]) {
		for (const section of sectionsOf(flow, mode, width)) {
			placed.push({ direction: flow.direction, section, top: rowCount });
			rowCount += section.rowCount;
		}
	}
	return {
		rowCount,
		rows: (from, count, marked = []) =>
			placed.flatMap(({ section, top, direction }) => {
				const first = Math.max(0, from - top);
				const wanted = Math.min(section.rowCount, from + count - top) - first;
				const own = marked.filter(match => match.direction === direction);
				return wanted > 0 ? section.rows(first, wanted, own) : [];
			}),
		rowOf(direction, offset) {
			const found = placed.find(at => at.direction === direction && at.section.rowOf !== undefined);
			return (found?.top ?? 0) + (found?.section.rowOf?.(offset) ?? 0);
		},
	};
});

function sectionsOf(flow: Flow, mode: BytesMode, width: number): readonly Section[] {
	const body = mode === 'text' ? textSection(ruled(flow), width) : hexSection(ruled(flow), width);
	return [still(flowHeading(flow, width)), ...(flow.end > 0 ? [body] : []), still(flowFooter(flow, width))];
}

function still(rows: readonly Row[]): Section {
	return { rowCount: rows.length, rows: (from, count) => rows.slice(from, from + count) };
}
