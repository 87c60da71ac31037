import type { Exchange } from '../../lab/lab.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatCount, formatDuration } from '../format.ts';
import { exchangeOutcome, outcomeText } from '../outcome.ts';
import { roomBeside, withSearchRow } from '../search/search-row.ts';
import { clipRow, fitRow, gap, type Row, rowWidth, span, spreadRow } from '../text/rows.ts';
import type { MarkedBytes } from './bytes/section.ts';
import { inspectorContent, matchesInDetail } from './inspector-content.ts';
import { type InspectorState, type InspectorView, inspectorTop, inspectorViews } from './inspector-state.ts';
import type { Detail } from './story/detail.ts';
import { headingOf } from './story/heading.ts';

/** Where an exchange stands among those that the reader goes through. */
export interface Standing {
	/** Absent where it is not among the newest any more. */
	readonly exchange: Exchange | undefined;
	readonly marked: boolean;
	/** From 1; 0 where it is not among them. */
	readonly place: number;
	readonly count: number;
}

export interface InspectorScreen {
	readonly inspector: InspectorState;
	readonly detail: Detail;
	readonly standing: Standing;
	readonly width: number;
	readonly height: number;
}

const titles: { readonly [view in InspectorView]: string } = {
	ladder: 'Ladder',
	bytes: 'Bytes',
	why: 'Why',
	times: 'Times',
};

/** How many of these rows the view has beside the search line. */
function roomFor({ view, search }: InspectorState, rows: number): number {
	return view === 'bytes' ? roomBeside(search, rows) : Math.max(1, rows);
}

/** One exchange in the place of the panels: exactly `height` rows. */
export function inspectorRows(screen: InspectorScreen): readonly Row[] {
	const { inspector, detail, standing, width, height } = screen;
	const isBytes = inspector.view === 'bytes';
	const { count, marked } = matchesInDetail(detail, inspector, isBytes ? inspector.search.query : '', width);
	const shown = bodyRows(screen, roomFor(inspector, height - 2), marked(inspector.search.index));
	const body = isBytes
		? withSearchRow(shown, inspector.search, count, { width: width - 1, height: height - 2 })
		: shown;
	const rows = [titleRow(detail, inspector, standing, width), tabsRow(inspector, standing, width), ...body];
	return Array.from({ length: height }, (_, index) => fitRow(rows[index] ?? [], width));
}

/** How many rows the view has, and how many of them are seen at once. */
export function inspectorExtent({ inspector, detail, width, height }: Omit<InspectorScreen, 'standing'>) {
	if (detail.status !== 'here' || detail.connection !== inspector.connection) {
		return { rowCount: 0, room: 1, isRunning: false };
	}
	const { heads, count } = inspectorContent(detail, inspector, width);
	const whole = roomFor(inspector, height - 2 - (heads === undefined ? 0 : 1));
	const room = count > whole ? Math.max(1, whole - 1) : whole;
	return { rowCount: count, room, isRunning: !detail.story.settled };
}

function bodyRows(screen: InspectorScreen, height: number, marked: readonly MarkedBytes[]): readonly Row[] {
	const { inspector, detail, width } = screen;
	if (detail.status !== 'here' || detail.connection !== inspector.connection) {
		const words =
			detail.status === 'gone'
				? 'This exchange is no longer kept: newer ones have taken its place.'
				: 'asking the lab…';
		return [[], [gap(2), span(words, detail.status === 'gone' ? 'warning' : 'dim')]];
	}
	const content = inspectorContent(detail, inspector, width);
	const { rowCount, room, isRunning } = inspectorExtent(screen);
	const top = inspectorTop(inspector.top, isRunning, rowCount, room);
	const rows = content.rows(top, room, marked);
	const above = content.heads === undefined ? [] : [content.heads];
	if (rowCount <= room) {
		return [...above, ...rows];
	}
	const padded = Array.from({ length: height - above.length - 1 }, (_, index) => rows[index] ?? []);
	return [...above, ...padded, moreRow(top, room, rowCount, width)];
}

function moreRow(top: number, room: number, rowCount: number, width: number): Row {
	const below = rowCount - top - room;
	const words = [top > 0 ? `↑ ${formatCount(top)}` : '', below > 0 ? `↓ ${formatCount(below)} more` : ''];
	return spreadRow([], [span(words.filter(word => word !== '').join('  '), 'dim'), gap(1)], width);
}

function titleRow(detail: Detail, { connection }: InspectorState, { exchange }: Standing, width: number): Row {
	if (detail.status !== 'here' || detail.connection !== connection) {
		const where = exchange === undefined ? '' : `  ${visibleLine(exchange.server)}`;
		return [gap(1), span(`exchange ${connection}${where}`, 'title')];
	}
	const { title, outcome, durationMs } = headingOf(detail.story);
	const time = durationMs === undefined ? 'so far' : formatDuration(durationMs);
	const end: Row = [span(outcomeText(outcome), outcome.tone, true), gap(3), span(time, 'title'), gap(1)];
	return spreadRow([gap(1), span(title, 'title')], clipRow(end, Math.max(20, width - 20)), width);
}

function tabsRow({ view }: InspectorState, { exchange, place, count, marked }: Standing, width: number): Row {
	const tabs = inspectorViews.flatMap((name): Row => {
		const text = ` ${titles[name]} `;
		return [name === view ? { text, tone: 'focus', inverse: true } : span(text, 'dim')];
	});
	const outcome = exchange === undefined ? undefined : exchangeOutcome(exchange);
	const here: Row = [
		...(marked ? [span('◆ marked', 'title'), gap(2)] : []),
		...(exchange === undefined ? [] : [span(visibleLine(exchange.server), 'plain'), gap(1)]),
		...(outcome === undefined ? [] : [span(outcome.word, outcome.tone)]),
		...(place === 0 ? [] : [span(`  ${formatCount(place)} of ${formatCount(count)}`, 'dim')]),
		gap(1),
	];
	const room = width - rowWidth(tabs) - 4;
	return [...spreadRow([gap(1), ...tabs], rowWidth(here) <= room ? here : clipRow(here, Math.max(0, room)), width)];
}
