import { Box } from 'ink';
import type { ReactNode } from 'react';
import { visibleLine } from '../../wire/visible-text.ts';
import { Rows, Spans } from '../components/spans.tsx';
import { Spread } from '../components/spread.tsx';
import { formatCount, formatDuration } from '../format.ts';
import { outcomeText, shortOutcome } from '../outcome.ts';
import { isSearching, searchRow } from '../search/search-row.ts';
import { clipRow, gap, type Row, rowWidth, span } from '../text/rows.ts';
import type { ViewProps } from '../view.ts';
import { type FoundBytes, searchDrawn } from './bytes/bytes-search.ts';
import { openDetail } from './exchange-view.ts';
import { exchangeViews, inspectorExtent, layOutView } from './exchange-views.ts';
import { type InspectorState, inspectorTop, inspectorViews } from './inspector-state.ts';
import type { OpenDetail } from './trace/detail.ts';
import { headingOf } from './trace/heading.ts';
import { type Standing, standingOf } from './update.ts';

/** One exchange, opened, in the place of the panels. */
export function Inspector({ model: { state, snapshot, detail }, width, height }: ViewProps): ReactNode {
	const { inspector } = state;
	if (inspector === undefined) {
		return null;
	}
	const { view, search, bytesMode } = inspector;
	const here = openDetail(detail, inspector);
	const standing = standingOf(state, snapshot);
	const isBytes = view === 'bytes';
	const found = searchDrawn(detail, isBytes ? search.query : '', bytesMode, width);
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height}>
			<Title {...{ inspector, standing, width, here }} />
			<Tabs {...{ inspector, standing, width }} />
			{here === undefined ? (
				<Absent isGone={detail.status === 'gone'} />
			) : (
				<Shown {...{ inspector, width, height, found, here }} />
			)}
			{isBytes && isSearching(search) && <Rows rows={[searchRow(search, found.count, width - 1)]} />}
		</Box>
	);
}

interface PartProps {
	readonly inspector: InspectorState;
	readonly standing: Standing;
	readonly width: number;
}

/** The heading of the exchange's trace. */
function Title({
	inspector: { connection },
	standing: { exchange },
	width,
	here,
}: PartProps & { readonly here: OpenDetail | undefined }): ReactNode {
	if (here === undefined) {
		const where = exchange === undefined ? '' : `  ${visibleLine(exchange.server)}`;
		return <Spread width={width} left={[span(`exchange ${connection}${where}`, 'title')]} right={[]} />;
	}
	const { title, outcome, durationMs } = headingOf(here.trace);
	const time = durationMs === undefined ? 'so far' : formatDuration(durationMs);
	const end: Row = [span(outcomeText(outcome), outcome.tone, true), gap(3), span(time, 'title')];
	return <Spread width={width} left={[span(title, 'title')]} right={clipRow(end, Math.max(19, width - 21))} />;
}

/** The names of the views, and where the exchange stands among the others. */
function Tabs({ inspector: { view }, standing, width }: PartProps): ReactNode {
	const { exchange, place, count, marked } = standing;
	const tabs = inspectorViews.map(name => {
		const text = ` ${exchangeViews[name].title} `;
		return name === view ? ({ text, tone: 'focus', inverse: true } as const) : span(text, 'dim');
	});
	const outcome = exchange && shortOutcome(exchange);
	const here: Row = [
		...(marked ? [span('◆ marked', 'title'), gap(2)] : []),
		...(exchange === undefined ? [] : [span(visibleLine(exchange.server)), gap(1)]),
		...(outcome === undefined ? [] : [span(outcomeText(outcome), outcome.tone)]),
		...(place === 0 ? [] : [span(`  ${formatCount(place)} of ${formatCount(count)}`, 'dim')]),
	];
	const room = Math.max(0, width - rowWidth(tabs) - 5);
	const fits = rowWidth(here) <= room;
	return (
		<Box height={1} flexShrink={0} paddingLeft={1} paddingRight={fits ? 1 : 0} justifyContent="space-between">
			<Spans row={tabs} />
			{here.length > 0 && <Spans row={fits ? here : clipRow(here, room + 1)} />}
		</Box>
	);
}

function Absent({ isGone }: { readonly isGone: boolean }): ReactNode {
	const words = isGone ? 'This exchange is no longer kept: newer ones have taken its place.' : 'asking the lab…';
	return (
		<Box flexGrow={1} paddingTop={1} paddingLeft={2}>
			<Spans row={[span(words, isGone ? 'warning' : 'dim')]} />
		</Box>
	);
}

interface ShownProps extends Omit<PartProps, 'standing'> {
	readonly height: number;
	readonly here: OpenDetail;
	readonly found: FoundBytes;
}

/** The rows of the view that are seen, and how many there are above and below them. */
function Shown({ inspector, width, height, here, found }: ShownProps): ReactNode {
	const { view, bytesMode, search } = inspector;
	const { rowCount, room, isRunning } = inspectorExtent(here, inspector, { width, height });
	const top = inspectorTop(inspector.top, isRunning, rowCount, room);
	const below = rowCount - top - room;
	const more = [top > 0 ? `↑ ${formatCount(top)}` : '', below > 0 ? `↓ ${formatCount(below)} more` : ''];
	return (
		<>
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
				{layOutView(here, view, bytesMode, width).part(top, room, found.marked(search.index))}
			</Box>
			{rowCount > room && (
				<Box height={1} flexShrink={0} paddingRight={1} justifyContent="flex-end">
					<Spans row={[span(more.filter(words => words !== '').join('  '), 'dim')]} />
				</Box>
			)}
		</>
	);
}
