import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatClock, formatDuration } from '../../format.ts';
import { detailIn, exchangeOutcome } from '../../outcome.ts';
import { struckWords } from '../../overlays/faults/fault-label.ts';
import { type Column, numberColumn, type PlacedColumn, placeColumns } from '../../text/columns.ts';
import type { CutName } from '../../text/distinct-names.ts';
import { type Row, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { findingsOf } from './filter/traffic-filter.ts';
import { markFindings } from './finding-marks.ts';
import { fittingPeerLabel } from './peer-label.ts';

/** The facts that the columns of Traffic depend on. */
export interface TrafficColumns {
	/** The panel's, in cells. */
	readonly width: number;
	/** The width of the space before the columns, in cells. */
	readonly gutter: number;
	/** The width of the longest name of a server. */
	readonly nameWidth: number;
	readonly cutName: CutName;
	/** The width of the hosts of strangers elsewhere, and of their whole labels; 0 where there are none. */
	readonly strangers: { readonly host: number; readonly label: number };
	readonly filter: string;
}

/** The columns of Traffic that have room, with what the filter has found underlined. */
export function trafficColumns({ gutter, filter, ...shape }: TrafficColumns): readonly PlacedColumn<Exchange>[] {
	return placeColumns(markFindings(allColumns(shape), findingsOf(filter)), shape.width - 3 - gutter);
}

/** An IPv4 address. */
const hostWidth = 15;
/** The longest IPv6 address, its brackets, and a port. */
const addressWidth = 47;

function allColumns({
	width,
	nameWidth,
	cutName,
	strangers,
}: Omit<TrafficColumns, 'gutter' | 'filter'>): readonly Column<Exchange>[] {
	const showsStrangers = width >= 60 && strangers.host > 0;
	const peerWidth = showsStrangers ? Math.max(6, Math.min(hostWidth, strangers.host)) : 6;
	// Who came from elsewhere is worth more than the milliseconds at which they did.
	const precise = width >= 72 + Math.max(0, peerWidth - 7);
	const outcomeWidth = width >= 86 ? 22 : width >= 60 ? 19 : width >= 46 ? 14 : 13;
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
			cell: ({ server }, room) => serverCell(cutName(visibleLine(server), room)),
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
			minWidth: peerWidth,
			wishWidth: Math.min(addressWidth, strangers.label),
			maxWidth: 22,
			// Where others take part, who it was decides more than how much it was.
			dropRank: showsStrangers ? 3 : 5,
			cell: (exchange, room) => [span(fittingPeerLabel(exchange, room), 'dim')],
		},
	];
}

function serverCell(server: string): Row {
	const [kind, ...name] = server.split('/');
	return name.length === 0 ? [span(kind ?? '')] : [span(`${kind}/`, 'dim'), span(name.join('/'))];
}

/** In full, or in short, as has room in its column. */
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
