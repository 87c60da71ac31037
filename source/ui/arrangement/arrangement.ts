import type { Snapshot } from '../../lab/snapshot.ts';
import type { PanelName } from '../keymap.ts';
import { besideCard } from './beside-card.ts';
import { type PlacedPanel, panelColumns } from './panel-columns.ts';
import type { Arrangement, Extent, LessonRequest, Placed, Shape } from './types.ts';

/** The facts that decide about the arrangement. */
export interface ArrangementRequest {
	/** The terminal's size in cells. */
	readonly columns: number;
	readonly rows: number;
	readonly focused: PanelName;
	/** The focused panel takes the whole body. */
	readonly zoomed: boolean;
	readonly snapshot: Snapshot;
	/** The number of rows between the body and the hints, for a notice and for a long message. */
	readonly toldRows: number;
	/** There is a lesson, whose card stands beside what it is about. */
	readonly lesson?: LessonRequest | undefined;
}

/** The smallest terminal on which the lab can be used. */
export const smallestSize = { columns: 60, rows: 16 } as const;

/** Gives every panel that has room its size. The focused one grows at its neighbours' cost where there is not room for all. */
export function arrange(panels: readonly PlacedPanel[], request: ArrangementRequest): Arrangement {
	const { columns, rows, focused, zoomed, snapshot, toldRows, lesson } = request;
	const shape = shapeOf(columns, rows);
	if (shape === 'too-small') {
		return {
			shape,
			hasTabs: false,
			hasTimeline: false,
			body: { width: columns, height: rows },
			columns: [],
		};
	}
	const hasTabs = shape === 'tabs';
	const hasTimeline = snapshot.replay !== undefined;
	const body = { width: columns, height: rows - 2 - Number(hasTabs) - Number(hasTimeline) - toldRows };
	const arranged = { shape, hasTabs, hasTimeline, body };
	if (lesson !== undefined) {
		return { ...arranged, columns: besideCard(shape, body, { focused, zoomed, lesson }) };
	}
	return {
		...arranged,
		columns: zoomed
			? [{ width: body.width, items: [{ name: focused, height: body.height }] }]
			: panelColumns(shape, panels, { body, focused, snapshot }),
	};
}

/** The size of a panel or of the card, with its border; undefined where it has no room. */
export function sizeOf({ columns }: Arrangement, name: Placed['name']): Extent | undefined {
	for (const { width, items } of columns) {
		const found = items.find(item => item.name === name);
		if (found !== undefined) {
			return { width, height: found.height };
		}
	}
	return undefined;
}

/** All of the terminal but its first row and the rows at its bottom: also the row in which the panels are named. */
export function wholeBody({ hasTabs, body }: Arrangement): Extent {
	return hasTabs ? { ...body, height: body.height + 1 } : body;
}

/** The size of what is inside a border. */
export function innerSize({ width, height }: Extent): Extent {
	return { width: Math.max(0, width - 2), height: Math.max(0, height - 2) };
}

function shapeOf(columns: number, rows: number): Shape {
	if (columns < smallestSize.columns || rows < smallestSize.rows) {
		return 'too-small';
	}
	if (columns >= 170 && rows >= 40) {
		return 'wide';
	}
	if (columns >= 80) {
		return rows >= 22 ? 'columns' : 'tabs';
	}
	return rows >= 36 ? 'stack' : 'tabs';
}
