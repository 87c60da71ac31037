import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatBytes, formatProgress } from '../../format.ts';
import { type Column, numberColumn, type PlacedColumn, placeColumns } from '../../text/columns.ts';
import type { CutName } from '../../text/distinct-names.ts';
import { barOf, span } from '../../text/rows.ts';
import { fittingPeerLabel } from '../traffic/peer-label.ts';

/** The columns of Connections that have room, at a time; `nameWidth` is the width of the longest server name, in cells. */
export function connectionColumns(
	now: number,
	width: number,
	{ nameWidth, cutName }: { readonly nameWidth: number; readonly cutName: CutName },
): readonly PlacedColumn<Exchange>[] {
	// Beside the whole name there must be room for who asked, a short bar, and for how long.
	const serverWidth = width >= 6 + nameWidth + 5 + 6 + 3 ? nameWidth : 12;
	const columns: readonly Column<Exchange>[] = [
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
			cell: ({ server }, room) => [span(cutName(visibleLine(server), room))],
		},
		{
			name: 'bar',
			minWidth: 5,
			maxWidth: 40,
			dropRank: 2,
			cell: ({ bytesOut, expectedBytes }, width) =>
				expectedBytes === undefined ? [] : [...barOf(bytesOut, expectedBytes, width)],
		},
		numberColumn('bytes', [11, 3], ({ kind, bytesIn, bytesOut, expectedBytes }) => {
			const isReading = kind === 'transform' && bytesOut === 0;
			return [span(isReading ? `${formatBytes(bytesIn)} in` : formatProgress(bytesOut, expectedBytes))];
		}),
		numberColumn('age', [6, 1], ({ openedAt }) => [span(formatAge(now - openedAt), 'dim')]),
	];
	return placeColumns(columns, width);
}
