import type { Row } from '../../text/rows.ts';
import type { Conversation, Flow } from './conversation.ts';
import { flowFooter, flowHeading } from './flow-words.ts';
import { hexSection } from './hex-section.ts';
import { rulersOf } from './rulers.ts';
import type { MarkedBytes, Section } from './section.ts';
import { bodyOf } from './text-line.ts';
import { textSection } from './text-section.ts';

/** How a direction's bytes are shown. */
export type BytesMode = 'text' | 'hex';

/** So many bytes of a direction are shown at most. */
export const maxShownBytes = 262_144;

/** A conversation in rows of a given width. Rows are made when they are asked for. */
export interface BytesText {
	readonly rowCount: number;
	rows(from: number, count: number, marked?: readonly MarkedBytes[]): readonly Row[];
	/** The row that shows a byte. */
	rowOf(direction: Flow['direction'], offset: number): number;
	/** The direction that a row belongs to. */
	directionAt(row: number): Flow['direction'];
}

/** Lays a conversation out as text or as hex: what went to the server, then what came back. */
export function layOutBytes(conversation: Conversation, mode: BytesMode, width: number): BytesText {
	const { toServer, toPeer } = conversation;
	const parts = [toServer, toPeer].map(flow => ({ direction: flow.direction, sections: sectionsOf(flow) }));
	const placed: { readonly direction: Flow['direction']; readonly section: Section; readonly top: number }[] = [];
	let rowCount = 0;

	function sectionsOf(flow: Flow): readonly Section[] {
		const rulers = rulersOf(flow, conversation.closed === undefined);
		const end = Math.min(flow.bytes.length, flow.before + maxShownBytes);
		const body = bodyOf(flow.bytes, end, rulers);
		const shown = mode === 'text' ? textSection(flow, body, width) : hexSection(flow, body, width);
		const heading = flowHeading(conversation, flow, width);
		return [still(heading), ...(end > 0 ? [shown] : []), still(flowFooter(conversation, flow, end, width))];
	}
	for (const { direction, sections } of parts) {
		for (const section of sections) {
			placed.push({ direction, section, top: rowCount });
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
		rowOf: (direction, offset) => {
			const found = placed.find(at => at.direction === direction && at.section.rowOf !== undefined);
			return found === undefined ? 0 : found.top + (found.section.rowOf?.(offset) ?? 0);
		},
		directionAt: row => placed.find(({ section, top }) => row < top + section.rowCount)?.direction ?? toPeer.direction,
	};
}

function still(rows: readonly Row[]): Section {
	return { rowCount: rows.length, rows: (from, count) => rows.slice(from, from + count) };
}
