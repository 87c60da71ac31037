import type { Snapshot } from '../../lab/snapshot.ts';
import { sizeOf } from '../arrangement/arrangement.ts';
import type { Extent } from '../arrangement/types.ts';
import type { ScreenState, World } from '../state.ts';
import { withoutWorst } from '../text/columns.ts';
import { type CardBlock, cardBlocks } from './card-blocks.ts';

/** The blocks that the card shows, and the rows that they take. */
export interface CardLayout {
	/** The blocks, and how many empty rows stand above each: one, or none where there is little room. */
	readonly blocks: readonly (CardBlock & { readonly above: 0 | 1 })[];
	/** The number of its rows, and of those that are seen. */
	readonly rowCount: number;
	readonly room: number;
	/** There are lines of code for which there is no room. */
	readonly lacksCode: boolean;
}

/** The blocks of a card of this size: all, or, where there is no room for all, those that are needed now. */
export function cardLayout(
	{ lesson: screen }: ScreenState,
	{ lesson, lessons = [] }: Snapshot,
	{ width, height }: Extent,
): CardLayout {
	const room = Math.max(0, height - 2);
	if (lesson === undefined || screen === undefined) {
		return { blocks: [], rowCount: 0, room, lacksCode: false };
	}
	const all = cardBlocks(lesson, screen, lessons, Math.max(10, width - 4));
	let kept: readonly CardBlock[] = all.filter(({ rows }) => rows.length > 0);
	while (rowsNeeded(kept) > room && kept.some(({ dropRank }) => dropRank > 0)) {
		kept = withoutWorst(kept);
	}
	// Rather close together than out of sight; the last ones are apart as long as there is room.
	const apart = Math.max(0, Math.min(kept.length - 1, room - rowsIn(kept)));
	const blocks = kept.map((block, at) => ({ ...block, above: at >= kept.length - apart ? 1 : 0 }) as const);
	const lacksCode = lesson.code !== undefined && screen.phase !== 'over' && kept.every(({ name }) => name !== 'code');
	return { blocks, rowCount: rowsIn(kept) + apart, room, lacksCode };
}

/** The card as it is on the screen. */
export function shownCard(state: ScreenState, { snapshot, arrangement }: Pick<World, 'snapshot' | 'arrangement'>) {
	return cardLayout(state, snapshot, sizeOf(arrangement, 'lesson') ?? { width: 0, height: 0 });
}

/** The rows of these blocks, with an empty one between any two. Code that would be the next to go rather stands close to the others. */
function rowsNeeded(blocks: readonly CardBlock[]): number {
	const rank = Math.max(...blocks.map(({ dropRank }) => dropRank));
	const isCode = blocks.some(({ name, dropRank }) => name === 'code' && dropRank === rank);
	return rowsIn(blocks) + (isCode ? 0 : blocks.length - 1);
}

function rowsIn(blocks: readonly CardBlock[]): number {
	return blocks.reduce((total, { rows }) => total + rows.length, 0);
}
