import type { Exchange } from '../../lab/lab.ts';
import { frameRows } from '../chrome/frame.ts';
import { formatBytes, formatClock, formatCount, formatDuration, formatPlural } from '../format.ts';
import { placeCursor } from '../list-cursor.ts';
import { exchangeOutcome, visibleLine } from '../outcome.ts';
import type { ScreenState } from '../screen-state.ts';
import { type Column, headingRow, placeColumns, tableRow } from '../text/columns.ts';
import { gap, type Row, rowWidth, span, spreadRow } from '../text/rows.ts';
import { textWidth } from '../text/width.ts';
import { peerLabel } from './traffic-filter.ts';
import { headingsFrom, type TrafficList, trafficRoom } from './traffic-list.ts';

export interface TrafficView {
	readonly list: TrafficList;
	readonly traffic: ScreenState['traffic'];
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	/** An address that somebody could try from another terminal. */
	readonly example: string | undefined;
}

/** The Traffic panel: only the lines that are seen are made. */
export function trafficRows({ list, traffic, focused, width, height, example }: TrafficView): readonly Row[] {
	const inner = Math.max(0, height - 2);
	const room = trafficRoom(inner, traffic);
	const { index, top } = placeCursor(list.ids, traffic.cursor, room, 'last');
	const columns = placeColumns(trafficColumns(width), width - 4);
	const following = traffic.cursor.id === undefined;
	const lines = list.shown.slice(top, top + room).map((exchange, at): Row => {
		const isSelected = top + at === index && (focused || !following);
		const row = tableRow(columns, exchange);
		return [
			isSelected ? span('▸', focused ? 'focus' : 'dim') : gap(1),
			...(isSelected && focused ? row.map(piece => ({ ...piece, bold: true })) : row),
		];
	});
	const body = lines.length > 0 ? lines : emptyRows(list, traffic.filter, example, width - 4);
	const content: Row[] = inner >= headingsFrom ? [[gap(1), ...headingRow(columns)], ...body] : [...body];
	if (traffic.typing || traffic.filter !== '') {
		while (content.length < inner - 1) {
			content.push([]);
		}
		content.length = Math.max(0, inner - 1);
		content.push(filterRow(list, traffic, width - 3));
	}
	return frameRows(
		{
			width,
			height,
			title: 'Traffic',
			digit: 2,
			focused,
			right: followWords(list, following),
			footer: list.dropped > 0 ? [span(`${formatCount(list.dropped)} older dropped`, 'dim')] : [],
			footerRight:
				!following && list.shown.length > 0
					? [span(`${formatCount(index + 1)} of ${formatCount(list.shown.length)}`, 'dim')]
					: [],
		},
		content,
	);
}

function trafficColumns(width: number): readonly Column<Exchange>[] {
	const precise = width >= 72;
	const roomy = width >= 86;
	const outcomeWidth = roomy ? 22 : width >= 60 ? 19 : 13;
	return [
		{
			name: 'time',
			heading: 'time',
			minWidth: precise ? 12 : 8,
			dropRank: 4,
			cell: ({ openedAt }) => [span(formatClock(openedAt, precise ? 'ms' : 's'), 'dim')],
		},
		{
			name: 'server',
			heading: 'server',
			minWidth: roomy ? 18 : 13,
			maxWidth: 20,
			dropRank: 0,
			cell: ({ server }) => serverCell(server),
		},
		{ name: 'outcome', heading: 'what happened', minWidth: outcomeWidth, maxWidth: 90, dropRank: 0, cell: outcomeCell },
		{
			name: 'bytes',
			heading: 'bytes',
			minWidth: precise ? 7 : 6,
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
		{ name: 'peer', heading: 'from', minWidth: 6, maxWidth: 22, dropRank: 5, cell: peerCell },
	];
}

/** A peer of ours whose name does not fit is at least told apart from strangers by its kind. */
function peerCell(exchange: Exchange, width: number): Row {
	const label = peerLabel(exchange);
	const short = exchange.peer === undefined || textWidth(label) <= width ? label : (label.split('/')[0] ?? label);
	return [span(short, 'dim')];
}

function serverCell(server: string): Row {
	const [kind, ...name] = visibleLine(server).split('/');
	return name.length === 0 ? [span(kind ?? '')] : [span(`${kind}/`, 'dim'), span(name.join('/'))];
}

function outcomeCell(exchange: Exchange): Row {
	const { word, detail, tone } = exchangeOutcome(exchange);
	return detail === ''
		? [span(word, tone)]
		: [span(word, tone), span(` ${detail}`, tone === 'failed' ? 'plain' : 'dim')];
}

function followWords({ newer }: TrafficList, following: boolean): Row {
	if (newer !== undefined) {
		return [span(newer === 0 ? 'paused' : `paused, +${formatCount(newer)} new`, 'warning', true)];
	}
	return following ? [span('following', 'dim')] : [span('G follows', 'dim')];
}

function filterRow({ shown, total }: TrafficList, { filter, typing }: ScreenState['traffic'], width: number): Row {
	const typed: Row = [gap(1), span('/', 'key'), span(filter), ...(typing ? [span('▏', 'focus')] : [])];
	const found = filter === '' ? 'words: miss ecstasy' : `${formatCount(shown.length)} of ${formatCount(total)} match`;
	return spreadRow(typed, [span(found, shown.length === 0 && total > 0 ? 'warning' : 'dim')], width);
}

function emptyRows({ total }: TrafficList, filter: string, example: string | undefined, width: number): readonly Row[] {
	if (filter !== '' && total > 0) {
		return [[gap(1), span(`none of ${formatPlural(total, 'exchange')} has these words`, 'dim')]];
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
