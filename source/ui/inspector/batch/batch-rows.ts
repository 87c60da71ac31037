import { distinctNames, withoutKind } from '../../text/distinct-names.ts';
import { clipText, type Row } from '../../text/rows.ts';
import { fitting, nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import { CellRow } from '../ladder/cell-row.ts';
import { timeUnit } from '../trace/time-unit.ts';
import type { BatchItem, BatchLadder, BatchLane } from './batch-ladder.ts';

const timeWidth = 9;
/** Columns between two lanes: as many as the longest name needs, where there are so many. */
const laneWidths = { least: 2, usual: 10, most: 24 } as const;
/** Columns for the words beside the lanes. */
const leastWords = 32;
/** Columns for the name among them, where the words beside it are long. */
const leastName = 8;

/** A batch's ladder laid out for a width: its lanes' names, and any of its rows. */
export interface BatchRows {
	readonly heads: Row;
	readonly count: number;
	rows(top: number, count: number): readonly Row[];
}

/** Lays the ladder out, with one of the lanes marked. Lanes for which there is no room are told in words alone. */
export function batchRows(ladder: BatchLadder, selected: number, width: number): BatchRows {
	const { lanes, items, startTime } = ladder;
	const room = Math.max(0, width - timeWidth - leastWords);
	const longest = Math.max(...lanes.map(({ name }) => textWidth(withoutKind(name)))) + 1;
	const wished = Math.min(laneWidths.most, Math.max(laneWidths.usual, longest));
	const laneWidth = Math.max(laneWidths.least, Math.min(wished, Math.floor(room / Math.max(1, lanes.length))));
	const shown = lanes.slice(0, Math.floor(room / laneWidth));
	const place = { laneWidth, shown, selected, width, wordsAt: timeWidth + shown.length * laneWidth + 1 };
	const { unit, text } = timeUnit((items.at(-1)?.time ?? startTime) - startTime);
	const heads = new CellRow(width);
	heads.put(timeWidth - 1 - unit.length, unit, 'dim');
	const cutName = distinctNames(shown.map(({ name }) => withoutKind(name)));
	for (const [at, { name }] of shown.entries()) {
		const head = laneWidth < 5 ? numberIn(at + 1, laneWidth) : cutName(withoutKind(name), laneWidth - 1);
		heads.put(timeWidth + at * laneWidth, head, at === selected ? 'focus' : 'title', true);
	}
	return {
		heads: heads.row(),
		count: items.length,
		rows: (top, count) =>
			items
				.slice(top, top + count)
				.map((item, at) => drawItem(item, top + at, text(item.time - startTime), ladder, place)),
	};
}

/** The number of a lane; only its last digit, where two would touch those beside it. */
function numberIn(number: number, width: number): string {
	return String(number).slice(1 - width);
}

interface Place {
	readonly laneWidth: number;
	readonly shown: readonly BatchLane[];
	readonly selected: number;
	readonly width: number;
	readonly wordsAt: number;
}

function drawItem(item: BatchItem, index: number, time: string, { lanes }: BatchLadder, place: Place): Row {
	const { laneWidth, shown, selected, width, wordsAt } = place;
	const cells = new CellRow(width);
	cells.put(timeWidth - 1 - time.length, time, 'dim');
	if (item.lane === undefined) {
		// The promise is around all of the lanes.
		const isFirst = index === 0;
		cells.put(timeWidth, (isFirst ? '╭' : '╰') + '─'.repeat(Math.max(0, wordsAt - timeWidth - 2)), item.tone);
		cells.put(wordsAt, fitting([item.words, item.short ?? item.words], width - wordsAt), item.tone, true);
		return cells.row();
	}
	for (const [at, { begins, ends }] of shown.entries()) {
		const column = timeWidth + at * laneWidth;
		const tone = at === selected ? 'focus' : 'dim';
		if (at === item.lane) {
			cells.put(column, item.sign, item.tone, at === selected);
		} else if (begins < 0 || index < begins) {
			cells.put(column, '┊', 'dim');
		} else if (index <= ends) {
			cells.put(column, '│', tone);
		}
	}
	const name = nameIn(lanes[item.lane]?.name ?? '', Math.max(leastName, width - wordsAt - textWidth(item.words) - 2));
	cells.put(wordsAt, clipText(`${name}  ${item.words}`, width - wordsAt), item.lane === selected ? 'plain' : item.tone);
	return cells.row();
}
