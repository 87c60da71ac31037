import type { Exchange } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { frameRows } from '../../chrome/frame.ts';
import { formatAge, formatCount, formatProgress } from '../../format.ts';
import { type Cursor, placeCursor } from '../../list-cursor.ts';
import { type Column, placeColumns, tableRow } from '../../text/columns.ts';
import { barOf, gap, type Row, span } from '../../text/rows.ts';
import { fittingPeerLabel } from '../traffic/peer-label.ts';

export interface ConnectionsView {
	readonly open: readonly Exchange[];
	/** How many are open, shown or not. */
	readonly openCount: number;
	readonly cursor: Cursor;
	readonly focused: boolean;
	readonly now: number;
	readonly width: number;
	readonly height: number;
	/** How many columns the longest name of a server takes. */
	readonly nameWidth: number;
}

/** The Connections panel: only the lines that are seen are made. */
export function connectionsRows({
	open,
	openCount,
	cursor,
	focused,
	now,
	width,
	height,
	nameWidth,
}: ConnectionsView): readonly Row[] {
	const room = Math.max(1, height - 2);
	const { index, top } = placeCursor(
		open.map(({ id }) => id),
		cursor,
		room,
		'first',
	);
	const columns = placeColumns(connectionColumns(now, width - 4, nameWidth), width - 4);
	const lines = open
		.slice(top, top + room)
		.map(
			(exchange, at): Row => [
				top + at === index && focused ? span('▸', 'focus') : gap(1),
				...tableRow(columns, exchange),
			],
		);
	const hidden = openCount - open.length;
	const below = open.length - top - room;
	return frameRows(
		{
			width,
			height,
			title: 'Connections',
			digit: 3,
			focused,
			right: openCount > 0 ? [span(`${formatCount(openCount)} open`, 'live')] : [],
			footer: hidden > 0 ? [span(`${formatCount(hidden)} not listed`, 'dim')] : [],
			footerRight: below > 0 ? [span(`↓ ${formatCount(below)} more`, 'dim')] : [],
		},
		lines.length > 0 ? lines : [[gap(1), span('nobody is connected now', 'dim')]],
	);
}

function connectionColumns(now: number, width: number, nameWidth: number): readonly Column<Exchange>[] {
	// Beside the whole name there must be room for who asked, a short bar, and for how long.
	const serverWidth = width >= 6 + nameWidth + 5 + 6 + 3 ? nameWidth : 12;
	return [
		{
			name: 'peer',
			minWidth: 6,
			maxWidth: 22,
			dropRank: 0,
			cell: (exchange, room) => [span(fittingPeerLabel(exchange, room))],
		},
		{ name: 'arrow', minWidth: 1, dropRank: 6, cell: () => [span('→', 'dim')] },
		{
			name: 'server',
			minWidth: Math.max(12, serverWidth),
			wishWidth: nameWidth,
			dropRank: 0,
			cell: ({ server }) => [span(visibleLine(server))],
		},
		{
			name: 'bar',
			minWidth: 5,
			maxWidth: 40,
			dropRank: 2,
			cell: ({ bytesOut, expectedBytes }, width) =>
				expectedBytes === undefined ? [] : [...barOf(bytesOut, expectedBytes, width)],
		},
		{
			name: 'bytes',
			minWidth: 11,
			align: 'right',
			dropRank: 3,
			cell: ({ kind, bytesIn, bytesOut, expectedBytes }) => [
				span(
					kind === 'transform' && bytesOut === 0
						? `${formatProgress(bytesIn, undefined)} in`
						: formatProgress(bytesOut, expectedBytes),
				),
			],
		},
		{
			name: 'age',
			minWidth: 6,
			align: 'right',
			dropRank: 1,
			cell: ({ openedAt }) => [span(formatAge(now - openedAt), 'dim')],
		},
	];
}
