import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatClock, formatDuration } from '../../format.ts';
import { detailIn, exchangeOutcome } from '../../outcome.ts';
import { struckWords } from '../../overlays/faults/fault-label.ts';
import { type Column, numberColumn, type PlacedColumn, placeColumns } from '../../text/columns.ts';
import { type Row, span } from '../../text/rows.ts';
import { nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import { markFindings } from './finding-marks.ts';
import { fittingPeerLabel } from './peer-label.ts';
import { findingsOf } from './traffic-filter.ts';

/** The facts that the columns of Traffic depend on. */
export interface TrafficColumns {
	/** The panel's, in cells. */
	readonly width: number;
	/** How many cells stand before the columns. */
	readonly gutter: number;
	/** How many the longest name of a server takes. */
	readonly nameWidth: number;
	readonly filter: string;
}

/** The columns of Traffic that have room, with what the filter has found underlined. */
export function trafficColumns({
	width,
	gutter,
	filter,
	nameWidth,
}: TrafficColumns): readonly PlacedColumn<Exchange>[] {
	return placeColumns(markFindings(allColumns(width, nameWidth), findingsOf(filter)), width - 3 - gutter);
}

function allColumns(width: number, nameWidth: number): readonly Column<Exchange>[] {
	const precise = width >= 72;
	const outcomeWidth = width >= 86 ? 22 : width >= 60 ? 19 : 13;
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
			cell: ({ server }, room) => serverCell(server, room),
		},
		{
			name: 'outcome',
			heading: 'what happened',
			minWidth: outcomeWidth,
			maxWidth: 90,
			dropRank: 0,
			// Why it failed decides more than how much was sent, and for how long.
			spills: true,
			cell: outcomeCell,
		},
		numberColumn('bytes', [6, 3], ({ bytesOut }) => [span(formatBytes(bytesOut))]),
		numberColumn('took', [precise ? 7 : 6, 2], ({ durationMs }) => [
			durationMs === undefined ? span('…', 'live') : span(formatDuration(durationMs)),
		]),
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

function serverCell(server: string, room: number): Row {
	const [kind, ...name] = nameIn(visibleLine(server), room).split('/');
	return name.length === 0 ? [span(kind ?? '')] : [span(`${kind}/`, 'dim'), span(name.join('/'))];
}

/** In full, or in short, as has room in its column; what is short already spills. */
function outcomeCell(exchange: Exchange, width: number, reach: number): Row {
	const outcome = exchangeOutcome(exchange);
	const { word, tone } = outcome;
	const before = textWidth(word) + 1;
	const detail = detailIn(outcome, width - before, reach - before);
	const struck = detail.slice(0, struckWords(exchange.faults).length);
	const rest = detail.slice(struck.length).trimStart();
	return [
		span(word, tone),
		...(struck === '' ? [] : [span(` ${struck}`, 'warning')]),
		...(rest === '' ? [] : [span(` ${rest}`, tone === 'failed' ? 'plain' : 'dim')]),
	];
}
