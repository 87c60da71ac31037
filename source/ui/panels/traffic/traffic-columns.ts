import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatClock, formatDuration } from '../../format.ts';
import { exchangeOutcome } from '../../outcome.ts';
import { struckWords } from '../../overlays/faults/fault-label.ts';
import { type Column, numberColumn, type PlacedColumn, placeColumns } from '../../text/columns.ts';
import { type Row, span } from '../../text/rows.ts';
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
	/** A fault has struck one of the exchanges. */
	readonly isStruck: boolean;
	readonly filter: string;
}

/** The columns of Traffic that have room, with what the filter has found underlined. */
export function trafficColumns({ width, gutter, filter, ...shape }: TrafficColumns): readonly PlacedColumn<Exchange>[] {
	return placeColumns(markFindings(allColumns(width, shape), findingsOf(filter)), width - 3 - gutter);
}

function allColumns(
	width: number,
	{ nameWidth, isStruck }: Pick<TrafficColumns, 'nameWidth' | 'isStruck'>,
): readonly Column<Exchange>[] {
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
