import { formatDuration } from '../../format.ts';
import type { Row } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { timeUnit } from '../trace/time-unit.ts';
import type { Arrow } from './arrows.ts';
import { CellRow } from './cell-row.ts';
import type { Fold, FoldedFlow } from './fold.ts';
import type { Ladder, LadderItem, Wait } from './ladder.ts';
import { drawArrow, drawFlow, drawHeads, drawLanes, type Lanes, placeLanes } from './lanes.ts';
import { momentMs, type PromiseLine } from './promise-lines.ts';
import { nameWidthOf, promiseRows } from './promise-rows.ts';

/** A ladder laid out for a width. */
export interface LadderRows {
	/** The lanes' names; these stay while the rest is scrolled. */
	readonly heads: Row;
	/** The number of rows below the heads. */
	readonly count: number;
	/** So many rows from one on; only these are drawn. */
	rows(top: number, count: number): readonly Row[];
}

/** From here on the chain of promises stands beside the lanes; below, each of its lines stands under what it follows. */
const besideFrom = 110;
const timeWidth = 9;

/** The columns of a ladder's parts. */
interface Place {
	readonly width: number;
	readonly lanes: Lanes;
	/** The promises' first column and width. */
	readonly sideAt: number;
	readonly sideWidth: number;
	readonly nameWidth: number;
	readonly isBeside: boolean;
	/** The leg whose arrows stand out; -1 where all are on one. */
	readonly boldLeg: number;
}

/** One row, before it is drawn. */
interface Line {
	readonly time?: number | undefined;
	readonly what?: Arrow | Fold | Wait | undefined;
	readonly side?: Row | undefined;
}

/** Lays a ladder out. */
export function ladderRows(ladder: Ladder, width: number): LadderRows {
	const place = placeFor(ladder, width);
	const lines = linesOf(ladder.items, place);
	const { unit, text } = timeUnit(ladder.lastTime - ladder.startTime);
	const came = lines.findIndex(({ time }) => time !== undefined && time >= ladder.startTime);
	const heads = new CellRow(width);
	heads.put(timeWidth - 1 - unit.length, unit, 'dim');
	drawHeads(heads, ladder.parties, place.lanes, timeWidth);
	if (place.isBeside && ladder.items.some(({ kind }) => kind === 'promise')) {
		heads.put(place.sideAt, 'promises', 'title', true);
	}
	const timeOf = ({ time }: Line | undefined = {}) => (time === undefined ? undefined : text(time - ladder.startTime));
	return {
		heads: heads.row(),
		count: lines.length,
		rows: (top, count) =>
			lines.slice(Math.max(0, top), Math.max(0, top) + Math.max(0, count)).map((line, at) => {
				const time = timeOf(line);
				const isRepeated = at > 0 && time === timeOf(lines[top + at - 1]);
				// Who has not come yet has no lane, and waits on nothing.
				const absent = top + at < came ? ladder.asker : undefined;
				return draw(line, isRepeated ? undefined : time, place, absent);
			}),
	};
}

function placeFor({ parties, items, focusLeg }: Ladder, width: number): Place {
	const promises = items.filter(item => item.kind === 'promise');
	const isBeside = width >= besideFrom;
	const sideWish = Math.min(72, Math.max(46, Math.floor(width * 0.4)));
	const lanes = placeLanes(parties, timeWidth, isBeside ? width - sideWish : width);
	const columns = [...lanes.values()];
	const lastHead = Math.ceil(textWidth(parties.at(-1)?.name ?? '') / 2);
	const sideAt = isBeside ? (columns.at(-1) ?? 0) + Math.max(5, Math.min(12, lastHead + 3)) : (columns[0] ?? 0) + 3;
	const sideWidth = Math.max(8, Math.min(isBeside ? 80 : width, width - sideAt - 1));
	return {
		width,
		lanes,
		sideAt,
		sideWidth,
		nameWidth: nameWidthOf(promises, sideWidth),
		isBeside,
		boldLeg: parties.length > 2 ? focusLeg : -1,
	};
}

/** Beside the lanes, a promise shares a row with what crossed in its moment; below, each has rows of its own. */
function linesOf(items: readonly LadderItem[], { lanes, isBeside, sideWidth, nameWidth }: Place): readonly Line[] {
	const lines: Line[] = [];
	for (const item of items) {
		const last = isBeside ? lines.at(-1) : undefined;
		if (item.kind === 'promise') {
			const [first, ...rest] = promiseRows(item, sideWidth, nameWidth);
			const joins =
				last?.what?.kind === 'arrow' && last.side === undefined && (isNear(last.time, item) || item.state === 'note');
			const time = isTimed(item) ? item.time : undefined;
			lines.splice(joins ? -1 : lines.length, 1, joins ? { ...last, side: first } : { time, side: first });
			lines.push(...rest.map((side): Line => ({ side })));
		} else if (
			item.kind === 'arrow' &&
			last?.side !== undefined &&
			last.what === undefined &&
			isNear(last.time, item)
		) {
			lines[lines.length - 1] = { ...last, time: item.time, what: item };
		} else {
			// A wait has no moment of its own, but for the one that everything begins with.
			const hasTime = item.kind !== 'wait' || item.isBefore === true;
			const what = item.kind === 'fold' ? apartFolds(item, lanes) : [item];
			lines.push(...what.map(one => ({ time: hasTime ? item.time : undefined, what: one })));
		}
	}
	return lines;
}

/** The sums of folded writes, where two would lie one over the other in rows of their own. */
function apartFolds(fold: Fold, lanes: Lanes): readonly Fold[] {
	const rows: { readonly flows: FoldedFlow[]; readonly taken: Set<number> }[] = [];
	for (const flow of fold.flows) {
		const [from = 0, to = 0] = [lanes.get(flow.from), lanes.get(flow.to)].sort((a = 0, b = 0) => a - b);
		const gaps = [...lanes.values()].filter(lane => lane >= from && lane < to);
		const row = rows.find(({ taken }) => !gaps.some(gap => taken.has(gap))) ?? { flows: [], taken: new Set() };
		row.flows.push(flow);
		for (const gap of gaps) {
			row.taken.add(gap);
		}
		if (!rows.includes(row)) {
			rows.push(row);
		}
	}
	return rows.map(({ flows }) => ({ ...fold, flows }));
}

function isNear(time: number | undefined, item: LadderItem): boolean {
	return time !== undefined && Math.abs(time - item.time) < momentMs;
}

/** A branch and a note have no time of their own. */
function isTimed({ state }: PromiseLine): boolean {
	return state === 'pending' || state === 'fulfilled' || state === 'rejected';
}

function draw({ what, side }: Line, time: string | undefined, place: Place, absent: string | undefined): Row {
	const { lanes, sideAt } = place;
	const cells = new CellRow(place.width);
	drawLanes(cells, lanes, what?.kind === 'wait' || what?.kind === 'fold' ? '⋮' : '│', absent);
	if (time !== undefined) {
		cells.put(timeWidth - 1 - time.length, time, 'dim');
	}
	if (what?.kind === 'arrow') {
		drawArrow(cells, lanes, what, what.leg === place.boldLeg);
	} else if (what?.kind === 'fold') {
		for (const flow of what.flows) {
			drawFlow(cells, lanes, flow);
		}
	} else if (what?.kind === 'wait') {
		const [first = 0] = lanes.values();
		cells.put(first + 3, waitWords(what), what.durationMs === undefined ? 'live' : 'dim');
	}
	if (side !== undefined) {
		if (!place.isBeside) {
			cells.put(sideAt - 1, ' ');
		}
		cells.putRow(sideAt, side);
	}
	return cells.row();
}

function waitWords({ durationMs, isBefore }: Wait): string {
	const long = durationMs === undefined ? 'it goes on…' : formatDuration(durationMs);
	return isBefore === true ? `${long} before the recording` : long;
}
