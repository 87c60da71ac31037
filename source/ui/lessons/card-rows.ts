import type { LessonChoice, LessonState } from '../../lab/lab.ts';
import { innerSize, sizeOf } from '../arrangement/arrangement.ts';
import type { Extent } from '../arrangement/types.ts';
import type { DrawnPanelProps } from '../components/panel.tsx';
import type { ScreenState, World } from '../state.ts';
import { gap, type Row, span } from '../text/rows.ts';
import { type Block, cardBlocks } from './card-blocks.ts';
import type { LessonScreen } from './lesson-state.ts';

export interface CardView {
	readonly lesson: LessonState;
	readonly screen: LessonScreen;
	readonly lessons: readonly LessonChoice[];
	readonly focused: boolean;
}

/** The lesson's card. */
export function cardPanel({ lesson, screen, lessons, focused }: CardView, { width, height }: Extent): DrawnPanelProps {
	const room = Math.max(0, height - 2);
	const content = cardContent(lesson, screen, lessons, width, room);
	const top = Math.max(0, Math.min(screen.top, content.length - room));
	const below = content.length - room - top;
	return {
		width,
		height,
		title: lesson.title,
		digit: 0,
		focused,
		footer: [
			span(lesson.done ? 'done' : `step ${lesson.step} of ${lesson.steps}`, 'dim'),
			...(focused ? [] : [span('   0', 'key'), span(' back to here', 'dim')]),
		],
		footerRight: below > 0 ? [span(`PgDn ${below} more`, 'warning')] : [],
		rows: [
			...(content.length + 2 <= room ? [[]] : []),
			...content.slice(top, top + room).map((row): Row => [gap(1), ...row]),
		],
	};
}

/** How many rows the card has, and how many of them are seen. */
export function cardExtent(
	state: ScreenState,
	world: Pick<World, 'snapshot' | 'arrangement'>,
): { readonly rowCount: number; readonly room: number } {
	const { lesson, lessons = [] } = world.snapshot;
	const size = sizeOf(world.arrangement, 'lesson');
	if (lesson === undefined || state.lesson === undefined || size === undefined) {
		return { rowCount: 0, room: 0 };
	}
	const room = innerSize(size).height;
	return { rowCount: cardContent(lesson, state.lesson, lessons, size.width, room).length, room };
}

/** The card's rows: all there is to say, or, where that is more than there is room for, what is needed now. */
function cardContent(
	lesson: LessonState,
	screen: LessonScreen,
	lessons: readonly LessonChoice[],
	width: number,
	room: number,
): readonly Row[] {
	let blocks: readonly Block[] = cardBlocks(lesson, screen, lessons, Math.max(10, width - 4)).filter(
		({ rows }) => rows.length > 0,
	);
	while (joined(blocks).length > room) {
		const worst = blocks.reduce((a, b) => (b.dropRank > a.dropRank ? b : a));
		if (worst.dropRank === 0) {
			// Rather close together than out of sight.
			const close = blocks.flatMap(({ rows }) => rows);
			return close.length <= room ? spread(blocks, room) : close;
		}
		blocks = blocks.filter(block => block !== worst);
	}
	return joined(blocks);
}

/** The blocks with an empty row between each two. */
function joined(blocks: readonly Block[]): readonly Row[] {
	return blocks.flatMap(({ rows }, index): readonly Row[] => (index === 0 ? rows : [[], ...rows]));
}

/** The blocks with as many empty rows between them as there is room for, the last ones first. */
function spread(blocks: readonly Block[], room: number): readonly Row[] {
	let spare = room - blocks.reduce((total, { rows }) => total + rows.length, 0);
	return [...blocks]
		.reverse()
		.flatMap(({ rows }, index): readonly (readonly Row[])[] => {
			const apart = index < blocks.length - 1 && spare > 0;
			spare -= apart ? 1 : 0;
			return [apart ? [[], ...rows] : rows];
		})
		.reverse()
		.flat();
}
