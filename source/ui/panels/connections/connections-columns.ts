import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatProgress } from '../../format.ts';
import { type Column, type PlacedColumn, placeColumns } from '../../text/columns.ts';
import { barOf, span } from '../../text/rows.ts';
import { fittingPeerLabel } from '../traffic/peer-label.ts';

/** The columns of Connections that have room, at a time; `nameWidth` is how many cells the longest name of a server takes. */
export function connectionColumns(now: number, width: number, nameWidth: number): readonly PlacedColumn<Exchange>[] {
	return placeColumns(allColumns(now, width, nameWidth), width);
}

function allColumns(now: number, width: number, nameWidth: number): readonly Column<Exchange>[] {
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
