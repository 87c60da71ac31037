import { formatDuration } from '../../format.ts';
import type { Row } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import type { Arrow } from './arrows.ts';
import { CellRow } from './cell-row.ts';
import type { Fold } from './fold.ts';
import type { Ladder, LadderItem, Wait } from './ladder.ts';
import { drawArrow, drawFlow, drawHeads, drawLanes, type Lanes, placeLanes } from './lanes.ts';
import { nameWidthOf, promiseRows } from './promise-rows.ts';
import type { PromiseLine } from './promises.ts';

/** A ladder laid out for a width: how many rows it has, and any of them. */
export interface LadderRows {
	/** The lanes' names; these stay while the rest is scrolled. */
	readonly heads: Row;
	readonly count: number;
	/** So many rows from one on; only these are drawn. */
	rows(top: number, count: number): readonly Row[];
}

/** From here on the chain of promises stands beside the lanes; below, each of its lines stands under what it follows. */
const besideFrom = 110;
const timeWidth = 9;

/** Where the parts of a ladder are. */
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
	const lines = place.isBeside ? linesBeside(ladder.items, place) : linesBelow(ladder.items, place);
	const format = timeFormat(ladder);
	const came = lines.findIndex(({ time }) => time !== undefined && time >= ladder.startTime);
	const heads = new CellRow(width);
	heads.put(timeWidth - 1 - format.unit.length, format.unit, 'dim');
	drawHeads(heads, ladder.parties, place.lanes, timeWidth);
	if (place.isBeside && ladder.items.some(({ kind }) => kind === 'promise')) {
		heads.put(place.sideAt, 'promises', 'title', true);
	}
	return {
		heads: heads.row(),
		count: lines.length,
		rows: (top, count) =>
			lines.slice(Math.max(0, top), Math.max(0, top) + Math.max(0, count)).map((line, at, shown) => {
				const isRepeated = sameTime(line, lines[top + at - 1], format) && shown[at - 1] !== undefined;
				// Who has not come yet has no lane, and waits on nothing.
				const absent = top + at < came ? ladder.asker : undefined;
				return draw({ ...line, time: isRepeated ? undefined : line.time }, place, format, absent);
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

/** Promises in a column of their own: what belongs to one model shares a row. */
function linesBeside(items: readonly LadderItem[], place: Place): readonly Line[] {
	const lines: Line[] = [];
	for (const item of items) {
		const last = lines.at(-1);
		if (item.kind !== 'promise') {
			const joins =
				item.kind === 'arrow' && last !== undefined && last.what === undefined && isOneMoment(last.time, item.time);
			if (joins) {
				lines[lines.length - 1] = { ...last, time: item.time, what: item };
			} else {
				lines.push({ time: timeOf(item), what: item });
			}
			continue;
		}
		const [first, ...rest] = promiseRows(item, place.sideWidth, place.nameWidth);
		const joins =
			last?.what?.kind === 'arrow' &&
			last.side === undefined &&
			(isOneMoment(last.time, item.time) || item.state === 'note');
		if (joins) {
			lines[lines.length - 1] = { ...last, side: first };
		} else {
			lines.push({ time: isTimed(item) ? item.time : undefined, side: first });
		}
		lines.push(...rest.map((side): Line => ({ side })));
	}
	return lines;
}

/** Promises each on a row of their own, over the lanes. */
function linesBelow(items: readonly LadderItem[], place: Place): readonly Line[] {
	return items.flatMap((item): readonly Line[] => {
		if (item.kind !== 'promise') {
			return [{ time: timeOf(item), what: item }];
		}
		return promiseRows(item, place.sideWidth, place.nameWidth).map((side, at) => ({
			time: at === 0 && isTimed(item) ? item.time : undefined,
			side,
		}));
	});
}

/** A wait has no moment of its own, but for the one that everything begins with. */
function timeOf(item: Exclude<LadderItem, PromiseLine>): number | undefined {
	return item.kind === 'wait' && item.isBefore !== true ? undefined : item.time;
}

/** Less than this apart, a promise and what crossed because of it are shown as one. */
const momentMs = 0.25;

function isOneMoment(a: number | undefined, b: number): boolean {
	return a !== undefined && Math.abs(a - b) < momentMs;
}

/** A branch and a note have no time of their own. */
function isTimed({ state }: PromiseLine): boolean {
	return state === 'pending' || state === 'fulfilled' || state === 'rejected';
}

function draw({ time, what, side }: Line, place: Place, format: TimeFormat, absent: string | undefined): Row {
	const { lanes, sideAt } = place;
	const cells = new CellRow(place.width);
	drawLanes(cells, lanes, what?.kind === 'wait' || what?.kind === 'fold' ? '⋮' : '│', absent);
	if (time !== undefined) {
		const text = format.text(time);
		cells.put(timeWidth - 1 - text.length, text, 'dim');
	}
	if (what?.kind === 'arrow') {
		drawArrow(cells, lanes, what, what.leg === place.boldLeg);
	} else if (what?.kind === 'fold') {
		for (const flow of what.flows) {
			drawFlow(cells, lanes, flow);
		}
	} else if (what?.kind === 'wait') {
		const [first = 0] = lanes.values();
		const words = waitWords(what);
		cells.put(first + 3, words, what.durationMs === undefined ? 'live' : 'dim');
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

interface TimeFormat {
	readonly unit: string;
	readonly text: (time: number) => string;
}

/** Milliseconds from the start, or seconds where it took long: one unit for the whole ladder. */
function timeFormat({ startTime, lastTime }: Ladder): TimeFormat {
	const inSeconds = lastTime - startTime >= 10_000;
	return {
		unit: inSeconds ? 's' : 'ms',
		text: time => ((time - startTime) / (inSeconds ? 1_000 : 1)).toFixed(inSeconds ? 3 : 1).replace(/^-(0\.0+)$/, '$1'),
	};
}

function sameTime({ time }: Line, before: Line | undefined, { text }: TimeFormat): boolean {
	return time !== undefined && before?.time !== undefined && text(time) === text(before.time);
}
