import type { ServerState } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { frameRows } from '../../chrome/frame.ts';
import { formatBytes, formatCount, formatPlural } from '../../format.ts';
import { centredTop } from '../../list-cursor.ts';
import { brokenWords, brokenWordsIn } from '../../overlays/faults/fault-label.ts';
import { headingRow, type PlacedColumn, placeColumns, tableRow } from '../../text/columns.ts';
import { clipText, gap, padText, type Row, rowText, rowWidth, span } from '../../text/rows.ts';
import { type ServerLine, selectedServer, serverLines } from './server-lines.ts';
import { brokenSpan, serverColumns, slowShown } from './servers-columns.ts';

export interface ServersView {
	readonly servers: readonly ServerState[];
	readonly selected: string | undefined;
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
}

/** From how many rows over the list's own on the selected server's details are shown. */
const detailRows = 6;

/** The Servers panel. */
export function serversRows({ servers, selected, focused, width, height }: ServersView): readonly Row[] {
	const lines = serverLines(servers);
	const current = selectedServer(servers, selected);
	const inner = Math.max(0, height - 2);
	const withDetails = current !== undefined && inner >= Math.min(lines.length, 12) + detailRows;
	const listHeight = inner - (withDetails ? detailRows : 0);
	const selectedLine = lines.findIndex(line => line.type === 'server' && line.server.id === current?.id);
	const top = centredTop(lines.length, selectedLine, listHeight);
	const shown = lines.slice(top, top + listHeight);
	const table = placeColumns(serverColumns(width - 4), width - 4);
	const list = shown.map(line =>
		lineRow(line, table, line.type === 'server' && line.server.id === current?.id, focused),
	);
	const above = top;
	const below = Math.max(0, lines.length - top - listHeight);
	const content =
		withDetails && current !== undefined ? [...padRows(list, listHeight), ...detailsOf(current, width - 4)] : list;
	return frameRows(
		{
			width,
			height,
			title: 'Servers',
			digit: 1,
			focused,
			right: statusWords(servers, width),
			footerRight: moreWords(above, below),
		},
		content,
	);
}

function lineRow(
	line: ServerLine,
	table: readonly PlacedColumn<ServerState>[],
	isSelected: boolean,
	focused: boolean,
): Row {
	if (line.type === 'heading') {
		const columns = serverColumns(0);
		const titled = table.map(({ column, width }) => ({
			column: { ...column, heading: columns.find(({ name }) => name === column.name)?.headings[line.kind] ?? '' },
			width,
		}));
		const nameWidth = table[0]?.width ?? 0;
		return [gap(1), span(padText(line.title, nameWidth), 'dim', true), gap(1), ...headingRow(titled.slice(1))];
	}
	const { server } = line;
	const marker = isSelected ? span('▸', focused ? 'focus' : 'dim') : gap(1);
	const row =
		server.status === 'listening'
			? listeningRow(server, table)
			: [span(padText(visibleLine(server.name), table[0]?.width ?? 10)), gap(1), ...statusCell(server)];
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

function moreWords(above: number, below: number): Row {
	const words = [above > 0 ? `↑ ${above}` : '', below > 0 ? `↓ ${below} more` : ''].filter(word => word !== '');
	return words.length === 0 ? [] : [span(words.join('  '), 'dim')];
}

function detailsOf(server: ServerState, width: number): readonly Row[] {
	const broken = brokenWords(server);
	const facts: readonly (readonly [string, string | undefined])[] = [
		[server.id, undefined],
		broken === ''
			? [server.title ?? (server.kind === 'transform' ? 'one netstring in, one netstring out' : ''), undefined]
			: ['broken', broken],
		['address', `${server.host}:${server.port}`],
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
					visibleLine(value),
					server.why !== undefined && label === 'failed' ? 'failed' : label === 'broken' ? 'warning' : 'plain',
				),
			];
		}),
	];
}

function sentWords({ bytesOut, overBound, cancelled }: ServerState): string {
	const cut = overBound === 0 ? '' : `, ${formatPlural(overBound, 'client')} over a bound`;
	const left = cancelled === 0 ? '' : `, ${formatCount(cancelled)} cancelled`;
	return `${formatBytes(bytesOut)}${cut}${left}`;
}

/** Where what it sends comes from; a transform server has nothing of its own, and only answers. */
function sourceOf({ kind, upstream, bytes, slow, served }: ServerState): readonly [string, string] {
	if (upstream !== undefined) {
		return ['upstream', upstream];
	}
	if (kind === 'transform') {
		return ['answered', formatPlural(served, 'request')];
	}
	return ['poem', bytes === undefined ? 'not read yet' : `${formatBytes(bytes)}${slow ? ', sent slowly' : ''}`];
}

function padRows(rows: readonly Row[], height: number): readonly Row[] {
	return [...rows, ...Array.from({ length: Math.max(0, height - rows.length) }, (): Row => [])];
}
