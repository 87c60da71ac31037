import { gap, type Row, span } from '../text/rows.ts';
import { bytesTextOf, rememberedConversation } from './bytes/bytes-rows.ts';
import { type BytesMatches, findInConversation } from './bytes/bytes-search.ts';
import type { MarkedBytes } from './bytes/section.ts';
import type { InspectorState } from './inspector-state.ts';
import { type LadderRows, ladderRows } from './ladder/ladder-rows.ts';
import type { Detail } from './story/detail.ts';
import type { Story } from './story/story.ts';
import { phasesOf } from './times/times.ts';
import { timesRows } from './times/times-rows.ts';
import { reasonsOf } from './why/why.ts';
import { whyRows } from './why/why-rows.ts';

/** What a view shows below its heads, which are not scrolled; without heads where there are none. */
export interface InspectorContent {
	readonly heads: Row | undefined;
	readonly count: number;
	rows(top: number, count: number, marked?: readonly MarkedBytes[]): readonly Row[];
}

const noMatches: ReturnType<typeof matchesInDetail> = { count: 0, rowOf: () => 0, marked: () => [] };

type Here = Extract<Detail, { status: 'here' }>;

/** From here on the Why stands under the ladder; under one of so few rows it always does. */
const whyBelowFrom = 120;
const shortLadder = 6;

const laidOut = new WeakMap<Story, { readonly key: string; readonly content: InspectorContent }>();

/** The content of a view, laid out once for the same story, view and width. */
export function inspectorContent(detail: Here, { view, bytesMode }: InspectorState, width: number): InspectorContent {
	const key = `${view} ${bytesMode} ${width}`;
	const known = laidOut.get(detail.story);
	if (known?.key === key) {
		return known.content;
	}
	const content = layOut(detail, view, bytesMode, width);
	laidOut.set(detail.story, { key, content });
	return content;
}

/** How often a query is found in the bytes, and in which row of their view. */
export function matchesInDetail(
	detail: Detail,
	inspector: InspectorState | undefined,
	query: string,
	width: number,
): Pick<BytesMatches, 'count' | 'marked'> & { rowOf(index: number): number } {
	if (query === '') {
		return noMatches;
	}
	const { events, connection } = detail.status === 'here' ? detail : { events: [], connection: 0 };
	const conversation = rememberedConversation(events, connection);
	const text = inspector && bytesTextOf({ events, connection, mode: inspector.bytesMode, width });
	if (conversation === undefined || text === undefined) {
		return noMatches;
	}
	const { count, rowOf, marked } = findInConversation(conversation, query);
	return { count, rowOf: index => rowOf(index, text), marked };
}

function layOut(
	{ story, ladder, events, connection }: Here,
	view: InspectorState['view'],
	mode: InspectorState['bytesMode'],
	width: number,
): InspectorContent {
	switch (view) {
		case 'ladder':
			return withWhy(ladderRows(ladder, width), story, width);
		case 'bytes': {
			const text = bytesTextOf({ events, connection, mode, width });
			return text === undefined
				? listed([[gap(1), span('The bytes of this exchange are no longer kept.', 'dim')]])
				: {
						heads: undefined,
						count: text.rowCount,
						rows: (top, count, marked) => text.rows(top, count, marked).map(row => [gap(1), ...row]),
					};
		}
		case 'why':
			return listed(whyRows(reasonsOf(story), width));
		case 'times':
			return listed(timesRows(phasesOf(story), story.startTime, width - 1).map(row => [gap(1), ...row]));
	}
}

/** Where there is room for both, the reasons follow the ladder. */
function withWhy(ladder: LadderRows, story: Story, width: number): InspectorContent {
	if (width < whyBelowFrom && ladder.count > shortLadder) {
		return ladder;
	}
	const below: readonly Row[] = [[], ...whyRows(reasonsOf(story), width)];
	return {
		heads: ladder.heads,
		count: ladder.count + below.length,
		rows(top, count) {
			const above = ladder.rows(top, count);
			const from = Math.max(0, top - ladder.count);
			return [...above, ...below.slice(from, from + Math.max(0, count - above.length))];
		},
	};
}

function listed(rows: readonly Row[]): InspectorContent {
	return { heads: undefined, count: rows.length, rows: (top, count) => rows.slice(top, top + count) };
}
