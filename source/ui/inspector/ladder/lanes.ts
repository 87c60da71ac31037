import { formatBytes } from '../../format.ts';
import { distinctNames } from '../../text/distinct-names.ts';
import { clipText } from '../../text/rows.ts';
import { nameWithKind } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import type { Party } from '../trace/legs.ts';
import type { Arrow, ArrowShape } from './arrows.ts';
import type { CellRow } from './cell-row.ts';
import type { FoldedFlow } from './fold.ts';

/** Each party's column, by its key, from left to right. */
export type Lanes = ReadonlyMap<string, number>;

/** The most columns between two lanes: further apart they are hard to follow. */
const widestGap = 36;

/** The parties' lanes evenly spaced from one column to another; a name has room around its lane. */
export function placeLanes(parties: readonly Party[], from: number, to: number): Lanes {
	const half = (party: Party | undefined) => Math.min(9, Math.ceil(textWidth(party?.name ?? '') / 2));
	const first = from + Math.min(4, half(parties[0]));
	const end = Math.max(first, to - 1 - half(parties.at(-1)));
	const gaps = Math.max(1, parties.length - 1);
	const each = Math.min(widestGap, Math.floor((end - first) / gaps));
	return new Map(parties.map(({ key }, index) => [key, first + index * each]));
}

/** A line for each party, or dots where time passes; a party that is not there yet has none. */
export function drawLanes(cells: CellRow, lanes: Lanes, sign: '│' | '⋮', absent: string | undefined): void {
	for (const [key, column] of lanes) {
		if (key !== absent) {
			cells.put(column, sign, 'dim');
		}
	}
}

/** The parties' names over their lanes. */
export function drawHeads(cells: CellRow, parties: readonly Party[], lanes: Lanes, from: number): void {
	const columns = [...lanes.values()];
	const gap = (columns[1] ?? 0) - (columns[0] ?? 0);
	const cutName = distinctNames(parties.map(({ name }) => name));
	const room = columns.length > 1 ? Math.max(1, gap - 1) : Number.POSITIVE_INFINITY;
	const texts = parties.map(({ name }) => cutName(name, room));
	for (const [index, { key, name }] of parties.entries()) {
		const [own = ''] = texts.slice(index);
		const isAlone = texts.indexOf(own) === texts.lastIndexOf(own);
		const text = isAlone ? own : nameWithKind(name, room);
		const at = (lanes.get(key) ?? 0) - Math.floor(textWidth(text) / 2);
		cells.put(Math.max(from, at), text, 'title', true);
	}
}

const dashes: { readonly [shape in ArrowShape]: string } = {
	line: '─',
	pending: '┄',
	refused: '┄',
	reset: '╍',
	unanswered: '┄',
	before: '·',
};

/** One arrow between its lanes, heavy where it is on the exchange that is open: `├─ connect ──▶`, `✗┄ refused ┄┤`, `◀╍ reset ╍╳`. */
export function drawArrow(cells: CellRow, lanes: Lanes, { from, to, shape, labels, tone }: Arrow, bold: boolean): void {
	const start = lanes.get(from) ?? 0;
	const end = lanes.get(to) ?? 0;
	if (start === end) {
		cells.put(start, `↻ ${labels[0] ?? ''}`, tone);
		return;
	}
	const rightward = end > start;
	const left = Math.min(start, end) + 1;
	const room = Math.abs(end - start) - 1;
	cells.put(left, dashes[shape].repeat(room), tone, bold);
	cells.put(start, shape === 'reset' ? '╳' : rightward ? '├' : '┤', tone, bold);
	if (shape !== 'pending') {
		const head = shape === 'refused' || shape === 'unanswered' ? '✗' : rightward ? '▶' : '◀';
		cells.put(end + (rightward ? -1 : 1), head, tone, bold);
	}
	drawLabel(cells, left + (rightward ? 1 : 2), room - 3, labels, tone, bold);
}

/** The sum of folded writes, between its lanes: `◀ 64 more, 640 B`. */
export function drawFlow(cells: CellRow, lanes: Lanes, { from, to, writes, bytes }: FoldedFlow): void {
	const start = lanes.get(from) ?? 0;
	const end = lanes.get(to) ?? 0;
	const sign = end > start ? '▶' : '◀';
	const labels = [
		`${sign} ${writes} more writes, ${formatBytes(bytes)}`,
		`${sign} ${writes} more, ${formatBytes(bytes)}`,
		`${sign} ${writes} more`,
	];
	drawLabel(cells, Math.min(start, end) + 1, Math.abs(end - start) - 1, labels, 'dim', false);
}

function drawLabel(
	cells: CellRow,
	at: number,
	room: number,
	labels: readonly string[],
	tone: Arrow['tone'],
	bold: boolean,
): void {
	const fitting = labels.find(label => textWidth(label) + 2 <= room) ?? clipText(labels.at(-1) ?? '', room - 2);
	if (fitting !== '') {
		const text = ` ${fitting} `;
		cells.put(at + Math.floor((room - textWidth(text)) / 2), text, tone, bold);
	}
}
