import type { Exchange } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { frameRows } from '../../chrome/frame.ts';
import { formatBytes, formatClock, formatCount, formatDuration, formatPlural } from '../../format.ts';
import { placeCursor } from '../../list-cursor.ts';
import { exchangeOutcome } from '../../outcome.ts';
import { struckWords } from '../../overlays/faults/fault-label.ts';
import type { ScreenState } from '../../state.ts';
import { type Column, headingRow, placeColumns, tableRow } from '../../text/columns.ts';
import { gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { filterHelpRows, filterRow } from './filter-words.ts';
import { markFindings } from './finding-marks.ts';
import { isMarked } from './marks.ts';
import { fittingPeerLabel } from './peer-label.ts';
import { findingsOf } from './traffic-filter.ts';
import { filterRowCount, headingsFrom, newerWords, type TrafficList, trafficRoom } from './traffic-list.ts';

export interface TrafficView {
	readonly list: TrafficList;
	readonly traffic: ScreenState['traffic'];
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	/** How many columns the longest name of a server takes. */
	readonly nameWidth: number;
	/** An address that somebody could try from another terminal. */
	readonly example: string | undefined;
	readonly replaying: boolean;
}

/** The Traffic panel: only the lines that are seen are made. */
export function trafficRows({
	list,
	traffic,
	focused,
	width,
	height,
	nameWidth,
	...hints
}: TrafficView): readonly Row[] {
	const inner = Math.max(0, height - 2);
	const room = trafficRoom(inner, traffic);
	const { index, top } = placeCursor(list.ids, traffic.cursor, room, 'last');
	const gutter = traffic.marks.length === 0 ? 1 : width >= 60 ? 3 : 2;
	const isStruck = list.shown.some(({ faults }) => faults !== undefined);
	const columns = placeColumns(
		markFindings(trafficColumns(width, nameWidth, isStruck), findingsOf(traffic.filter)),
		width - 3 - gutter,
	);
	const following = traffic.cursor.id === undefined;
	const lines = list.shown.slice(top, top + room).map((exchange, at): Row => {
		const isSelected = top + at === index && (focused || !following);
		const row = tableRow(columns, exchange);
		return [
			isSelected ? span('▸', focused ? 'focus' : 'dim') : gap(1),
			...(gutter === 1 ? [] : [isMarked(traffic.marks, exchange) ? span('◆', 'title') : gap(1), gap(gutter - 2)]),
			...(isSelected && focused ? row.map(piece => ({ ...piece, bold: true })) : row),
		];
	});
	const body = lines.length > 0 ? lines : emptyRows(list, traffic.filter, hints, width - 4);
	const rows: readonly Row[] = inner >= headingsFrom ? [[gap(gutter), ...headingRow(columns)], ...body] : body;
	const content = [
		...Array.from({ length: inner - filterRowCount(inner, traffic) }, (_, at): Row => rows[at] ?? []),
		...filterRows(list, traffic, width - 3, filterRowCount(inner, traffic)),
	];
	return frameRows(
		{
			width,
			height,
			title: 'Traffic',
			digit: 2,
			focused,
			right: followWords(list, following),
			footer: footerWords(list, traffic.marks.length),
			footerRight:
				!following && list.shown.length > 0
					? [span(`${formatCount(index + 1)} of ${formatCount(list.shown.length)}`, 'dim')]
					: [],
		},
		content,
	);
}

function trafficColumns(width: number, nameWidth: number, isStruck: boolean): readonly Column<Exchange>[] {
	const precise = width >= 72;
	const roomy = width >= 86;
	// A fault's name is worth more than what stands beside it.
	const outcomeWidth = (roomy ? 22 : width >= 60 ? 19 : 13) + (isStruck ? 6 : 0);
	return [
		{
			name: 'time',
			heading: 'time',
			minWidth: precise ? 12 : 8,
			dropRank: 4,
			cell: ({ openedAt, clockShiftMs = 0 }) => [
				span(formatClock(openedAt + clockShiftMs, precise ? 'ms' : 's'), 'dim'),
			],
		},
		{
			name: 'server',
			heading: 'server',
			minWidth: 13,
			wishWidth: nameWidth,
			dropRank: 0,
			cell: ({ server }) => serverCell(server),
		},
		{ name: 'outcome', heading: 'what happened', minWidth: outcomeWidth, maxWidth: 90, dropRank: 0, cell: outcomeCell },
		{
			name: 'bytes',
			heading: 'bytes',
			minWidth: 6,
			align: 'right',
			dropRank: 3,
			cell: ({ bytesOut }) => [span(formatBytes(bytesOut))],
		},
		{
			name: 'took',
			heading: 'took',
			minWidth: precise ? 7 : 6,
			align: 'right',
			dropRank: 2,
			cell: ({ durationMs }) => [durationMs === undefined ? span('…', 'live') : span(formatDuration(durationMs))],
		},
		{
			name: 'peer',
			heading: 'from',
			minWidth: 6,
			maxWidth: 22,
			dropRank: 5,
			cell: (exchange, room) => [span(fittingPeerLabel(exchange, room), 'dim')],
		},
	];
}

function serverCell(server: string): Row {
	const [kind, ...name] = visibleLine(server).split('/');
	return name.length === 0 ? [span(kind ?? '')] : [span(`${kind}/`, 'dim'), span(name.join('/'))];
}

function outcomeCell(exchange: Exchange): Row {
	const { word, detail, tone } = exchangeOutcome(exchange);
	const struck = struckWords(exchange.faults);
	const rest = detail.slice(struck.length).trimStart();
	return [
		span(word, tone),
		...(struck === '' ? [] : [span(` ${struck}`, 'warning')]),
		...(rest === '' ? [] : [span(` ${rest}`, tone === 'failed' ? 'plain' : 'dim')]),
	];
}

function followWords({ newer }: TrafficList, following: boolean): Row {
	if (newer !== undefined) {
		return [span(newer.count === 0 && !newer.isLeast ? 'paused' : `paused, +${newerWords(newer)}`, 'warning', true)];
	}
	return following ? [span('following', 'dim')] : [span('G follows', 'dim')];
}

function footerWords({ dropped }: TrafficList, marked: number): Row {
	return [
		...(marked > 0 ? [span(`◆ ${formatCount(marked)} marked`, 'title')] : []),
		...(marked > 0 && dropped > 0 ? [span(' · ', 'dim')] : []),
		...(dropped > 0 ? [span(`${formatCount(dropped)} older dropped`, 'dim')] : []),
	];
}

function filterRows(
	{ shown, total }: TrafficList,
	traffic: ScreenState['traffic'],
	width: number,
	rowCount: number,
): readonly Row[] {
	if (rowCount === 0) {
		return [];
	}
	const typed = filterRow(traffic, { shown: shown.length, total }, width);
	return [...filterHelpRows(traffic.filter, traffic.typing, width, rowCount - 1), typed];
}

function emptyRows(
	{ total }: TrafficList,
	filter: string,
	{ example, replaying }: Pick<TrafficView, 'example' | 'replaying'>,
	width: number,
): readonly Row[] {
	if (filter !== '' && total > 0) {
		return [[gap(1), span(`none of ${formatPlural(total, 'exchange')} matches`, 'dim')]];
	}
	if (replaying) {
		return [[], [gap(2), span('Nothing has happened yet: '), span('space', 'key'), span(' plays.')]];
	}
	return [
		[],
		[gap(2), span('Nothing has happened yet.')],
		[gap(2), span('enter', 'key'), span(' in Client (', 'dim'), span('4', 'key'), span(') fetches a poem.', 'dim')],
		...(example === undefined ? [] : exampleRows(example, width)),
	];
}

function exampleRows(example: string, width: number): readonly Row[] {
	const words: Row = [gap(2), span('Or, in another terminal: ', 'dim')];
	const command = span(`nc ${visibleLine(example)}`);
	return rowWidth(words) + textWidth(command.text) <= width ? [[...words, command]] : [words, [gap(4), command]];
}
