import type { LessonPanel } from '../../lab/snapshot/lesson-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import type { PanelName } from '../keymap.ts';

/** The arrangement of the panels, which depends on the terminal's size alone. */
export type Shape = 'too-small' | 'tabs' | 'stack' | 'columns' | 'wide';

/** A size in cells. */
export interface Extent {
	readonly width: number;
	readonly height: number;
}

/** A panel, or the card of a lesson, with its height in rows. */
export interface Placed {
	readonly name: PanelName | 'lesson';
	readonly height: number;
}

/** Panels one above the other; their heights add up to the body's. */
export interface PanelColumn {
	readonly width: number;
	readonly items: readonly Placed[];
}

/** The sizes of all that has room on the terminal. */
export interface Arrangement {
	readonly shape: Shape;
	/** A row that names all panels stands above the body, since not all have room. */
	readonly hasTabs: boolean;
	/** A row for the timeline of a replay stands below the body. */
	readonly hasTimeline: boolean;
	/** The part of the terminal between the rows at the top and those at the bottom. */
	readonly body: Extent;
	/** From the left to the right; the widths are together that of the terminal. */
	readonly columns: readonly PanelColumn[];
}

/** The facts that the needs of a panel may depend on. */
export interface NeedRequest {
	readonly body: Extent;
	readonly focused: PanelName;
	readonly snapshot: Snapshot;
}

/** The share of its column's height that a panel needs. */
export interface Need {
	/** The least, in rows with the border. */
	readonly least: number;
	/** The most that is of use. */
	readonly wish: number;
	/** Its share of what is left over once all wishes are met. */
	readonly share: number;
	/** Wishes are met in this order, after that of the focused panel. */
	readonly rank: number;
}

/** The place of a panel in each shape. On a small terminal it is alone, or one of a pair. */
export interface PanelPlace {
	/** On a narrow and tall terminal: one above the other. */
	readonly stack: (request: NeedRequest) => Need;
	/** On a usual terminal: the panels to choose in at the left, Traffic and the poem at the right. */
	readonly columns: (request: NeedRequest) => Need & { readonly column: 0 | 1 };
	/** On a large terminal: as on a usual one, but with a column each for Traffic and the poem. */
	readonly wide: (request: NeedRequest) => Need & { readonly column: 0 | 1 | 2 };
}

/** The lesson, as far as the arrangement depends on it. */
export interface LessonRequest {
	/** The card takes the keys. */
	readonly focused: boolean;
	/** The panels that it wants beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
}
