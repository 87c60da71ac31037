import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatCount, formatHitRatio } from '../../format.ts';
import { brokenWords } from '../../overlays/faults/fault-label.ts';
import { type Column, numberColumn, type PlacedColumn } from '../../text/columns.ts';
import type { CutName } from '../../text/distinct-names.ts';
import { gap, type Row, type Span, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';

/** The columns of the list of servers at a width; all kinds share them, and have their own headings. */
export function serverColumns(width: number, cutName: CutName): readonly Column<ServerState>[] {
	return [
		{ name: 'name', minWidth: width >= 38 ? 12 : 11, maxWidth: 60, dropRank: 0, cell: nameCell(cutName) },
		numberColumn('port', [6, 0], ({ port }) => [span(`:${port}`, 'dim')]),
		numberColumn('open', [4, 2], ({ open }) => [open > 0 ? span(formatCount(open), 'live', true) : none]),
		numberColumn('use', [width >= 38 ? 6 : 5, 1], useCell),
		numberColumn('bytes', [6, 3], bytesCell),
		numberColumn('served', [6, 4], ({ kind, served }) => (kind === 'proxy' ? [countCell(served)] : [])),
		numberColumn('failed', [6, 5], ({ failed }) => [countCell(failed, 'failed')]),
	];
}

const none = span('·', 'dim');
const slowWord = span(' slow', 'warning');

/** A server's faults and missing collapsing, in the look that they have in its line. */
export function brokenSpan({ down }: ServerState, words: string): Span {
	return span(words, down ? 'failed' : 'warning', true);
}

function countCell(count: number, tone: Tone = 'plain'): Span {
	return count > 0 ? span(formatCount(count), tone) : none;
}

function useCell(server: ServerState): Row {
	if (server.kind !== 'proxy') {
		return [countCell(server.served)];
	}
	const ratio = formatHitRatio(server);
	return [ratio === undefined ? none : span(ratio, server.hits > 0 ? 'hit' : 'miss')];
}

function bytesCell({ kind, bytes, cachedBytes }: ServerState): Row {
	if (kind === 'proxy') {
		return [cachedBytes > 0 ? span(formatBytes(cachedBytes)) : none];
	}
	return bytes === undefined ? [] : [span(formatBytes(bytes), 'dim')];
}

/** The columns for a server: where its name leaves no room to say that it is slow, that stands in the place of its bytes. */
export function slowShown(
	table: readonly PlacedColumn<ServerState>[],
	{ slow, name }: ServerState,
): readonly PlacedColumn<ServerState>[] {
	if (!slow || textWidth(visibleLine(name)) + slowWord.text.length <= (table[0]?.width ?? 0)) {
		return table;
	}
	return table.map(placed =>
		placed.column.name === 'bytes' ? { ...placed, column: { ...placed.column, cell: () => [slowWord] } } : placed,
	);
}

function nameCell(cutName: CutName): Column<ServerState>['cell'] {
	return (server, width) => {
		const shown = cutName(visibleLine(server.name), width);
		const broken = brokenWords(server);
		if (broken !== '' && textWidth(shown) + broken.length + 2 <= width) {
			return [span(shown), gap(2), brokenSpan(server, broken)];
		}
		return server.slow && textWidth(shown) + slowWord.text.length <= width ? [span(shown), slowWord] : [span(shown)];
	};
}
