import { serverKinds } from '../../../lab/server-kinds.ts';
import { addressWords } from '../../../lab/snapshot/server-address.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatBytes, formatCount, formatPlural } from '../../format.ts';
import { brokenWords, brokenWordsIn } from '../../overlays/faults/fault-label.ts';
import { headingRow, type PlacedColumn, tableRow } from '../../text/columns.ts';
import {
	clipMiddle,
	clipText,
	gap,
	padText,
	type Row,
	rowText,
	rowWidth,
	selectionMark,
	span,
} from '../../text/rows.ts';
import type { ServerLine } from './server-lines.ts';
import { brokenSpan, slowShown } from './servers-columns.ts';

/** One line of the list of servers. */
export function serverLineRow(
	line: ServerLine,
	table: readonly PlacedColumn<ServerState>[],
	isSelected: boolean,
	focused: boolean,
): Row {
	if ('heading' in line) {
		const { heading, columns } = line;
		const titled = table.map(({ column, width }) => ({
			column: { ...column, heading: columns[column.name] ?? '' },
			width,
		}));
		const nameWidth = table[0]?.width ?? 0;
		return [gap(1), span(padText(heading, nameWidth), 'dim', true), gap(1), ...headingRow(titled.slice(1))];
	}
	const marker = isSelected ? selectionMark(focused) : gap(1);
	const row =
		line.status === 'listening'
			? listeningRow(line, table)
			: [...tableRow(table.slice(0, 1), line), gap(1), ...statusCell(line)];
	return [marker, ...(isSelected && focused ? row.map(piece => ({ ...piece, bold: true })) : row)];
}

/** The server's numbers; where its name leaves no room for what is wrong with it on purpose, that stands in their place. */
function listeningRow(server: ServerState, table: readonly PlacedColumn<ServerState>[]): Row {
	const numbers = tableRow(slowShown(table, server), server);
	const [name, port] = table;
	const broken = brokenWords(server);
	if (broken === '' || name === undefined || port === undefined || rowText(numbers).includes(broken)) {
		return numbers;
	}
	const room = rowWidth(numbers) - name.width - port.width - 2;
	const kept = broken.length <= room ? [name, port] : [name];
	const width = broken.length <= room ? room : room + port.width + 1;
	return [...tableRow(kept, server), gap(1), brokenSpan(server, clipText(brokenWordsIn(server, width), width))];
}

function statusCell({ status, code, why }: ServerState): Row {
	return status === 'stopped'
		? [span('stopped', 'warning')]
		: [span('failed', 'failed', true), span(` ${visibleLine(code ?? why ?? '')}`, 'failed')];
}

/** The words beside the title: how many servers failed or stopped; else the host to dial, where nothing else tells it. */
export function titleWords(servers: readonly ServerState[], width: number): Row {
	const wrong = statusWords(servers, width);
	const host = servers[0]?.reachableAt?.[0];
	return wrong.length > 0 || host === undefined ? wrong : [span('at ', 'dim'), span(visibleLine(host))];
}

/** The number of servers that failed or stopped, and of clients that were over a bound. */
function statusWords(servers: readonly ServerState[], width: number): Row {
	const failed = servers.filter(({ status }) => status === 'failed').length;
	const stopped = servers.filter(({ status }) => status === 'stopped').length;
	const overBound = servers.reduce((sum, server) => sum + server.overBound, 0);
	const isNarrow = width < 42;
	const words = [
		...(failed > 0 && stopped > 0 && isNarrow
			? [span(`${failed + stopped} down`, 'failed')]
			: [
					...(failed > 0 ? [span(`${failed} failed`, 'failed')] : []),
					...(stopped > 0 ? [span(`${stopped} stopped`, 'warning')] : []),
				]),
		...(overBound > 0 ? [span(`${formatCount(overBound)} over${isNarrow ? '' : ' bound'}`, 'warning')] : []),
	];
	return words.flatMap((word, at) => (at === 0 ? [word] : [gap(2), word]));
}

/** The rows of the selected server's details; they are shown where the panel has so many besides the list. */
export const detailRows = 6;

/** Rows with the details of the selected server. */
export function detailsOf(server: ServerState, width: number): readonly Row[] {
	const broken = brokenWords(server);
	const facts: readonly (readonly [string, string | undefined])[] = [
		[server.id, undefined],
		broken === '' ? [server.title ?? serverKinds[server.kind].about ?? '', undefined] : ['broken', broken],
		['address', addressWords(server)],
		sourceOf(server),
		server.why === undefined ? ['sent', sentWords(server)] : ['failed', server.why],
	];
	return [
		[gap(1), span('─'.repeat(width), 'border')],
		...facts.map(([label, value], index): Row => {
			if (value === undefined) {
				return [gap(1), span(visibleLine(label), index === 0 ? 'title' : 'dim')];
			}
			return [
				gap(1),
				span(padText(label, 10), 'dim'),
				span(
					label === 'upstream' ? clipMiddle(visibleLine(value), width - 10) : visibleLine(value),
					server.why !== undefined && label === 'failed' ? 'failed' : label === 'broken' ? 'warning' : 'plain',
				),
			];
		}),
	];
}

function sentWords({ bytesOut, overBound, cancelled, classHits, classCollapsed }: ServerState): string {
	const cut = overBound === 0 ? '' : `, ${formatPlural(overBound, 'client')} over a bound`;
	const left = cancelled === 0 ? '' : `, ${formatCount(cancelled)} cancelled`;
	const ofClass = [
		...(classHits > 0 ? [`, ${formatPlural(classHits, 'class hit')}`] : []),
		...(classCollapsed > 0 ? [`, ${formatCount(classCollapsed)} with another lab`] : []),
	];
	return `${formatBytes(bytesOut)}${ofClass.join('')}${cut}${left}`;
}

/** The source of the bytes that the server sends; where it has no poem, the number of requests that it has answered. */
function sourceOf({ kind, upstream, bytes, slow, served }: ServerState): readonly [string, string] {
	if (upstream !== undefined) {
		return ['upstream', upstream];
	}
	if (!serverKinds[kind].hasPoem) {
		return ['answered', formatPlural(served, 'request')];
	}
	return ['poem', bytes === undefined ? 'not read yet' : `${formatBytes(bytes)}${slow ? ', sent slowly' : ''}`];
}
