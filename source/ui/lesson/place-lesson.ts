import type { LessonPanel } from '../../lab/lab.ts';
import type { Layout, PanelName, Rect } from '../layout.ts';

/** What the layout is told of a lesson. */
export interface LessonRequest {
	/** The card takes the keys. */
	readonly focused: boolean;
	/** The panels that it wants beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
}

export interface PlacedLesson {
	/** Absent where another panel has all the room. */
	readonly lesson?: Rect;
	readonly panels: { readonly [name in PanelName]?: Rect };
}

/** Below this a card is hard to read. */
const cardWidth = { least: 44, most: 66, share: 0.48 } as const;
const order: readonly PanelName[] = ['servers', 'traffic', 'connections', 'client', 'poem'];

/** The card at the left, and beside it what it is about; on a narrow terminal one above the other, on a small one in turn. */
export function placeLesson(
	kind: Layout['kind'],
	body: Rect,
	{ focused, zoomed, lesson }: { focused: PanelName; zoomed: boolean; lesson: LessonRequest },
): PlacedLesson {
	if (zoomed) {
		return lesson.focused ? { lesson: body, panels: {} } : { panels: { [focused]: body } };
	}
	const beside = lesson.focused ? lesson.beside : withFocused(lesson.beside, focused);
	if (kind === 'stack') {
		const height = Math.max(20, Math.round(body.height * 0.5));
		return {
			lesson: { ...body, height },
			panels: stacked({ ...body, y: body.y + height, height: body.height - height }, beside),
		};
	}
	if (body.width < 80) {
		return lesson.focused ? { lesson: body, panels: {} } : { panels: { [focused]: body } };
	}
	const width = Math.max(cardWidth.least, Math.min(cardWidth.most, Math.round(body.width * cardWidth.share)));
	const rest = { ...body, x: body.x + width, width: body.width - width };
	// With little height, one panel that can be read is better than two that can not.
	const shown = body.height < 20 ? [focusedOrFirst(beside, focused, lesson)] : beside;
	return { lesson: { ...body, width }, panels: stacked(rest, shown) };
}

/** The focused panel is always seen: it takes the last one's place. */
function withFocused(beside: readonly PanelName[], focused: PanelName): readonly PanelName[] {
	return beside.includes(focused) ? beside : [...beside.slice(0, -1), focused];
}

function focusedOrFirst(
	beside: readonly PanelName[],
	focused: PanelName,
	{ focused: onCard }: LessonRequest,
): PanelName {
	return onCard ? (beside[0] ?? focused) : focused;
}

/** One above the other in the order of their numbers, all of about one height. */
function stacked(area: Rect, names: readonly PanelName[]): PlacedLesson['panels'] {
	const panels: { [name in PanelName]?: Rect } = {};
	const inOrder = order.filter(name => names.includes(name));
	let y = area.y;
	for (const [index, name] of inOrder.entries()) {
		const height = Math.round((area.y + area.height - y) / (inOrder.length - index));
		panels[name] = { ...area, y, height };
		y += height;
	}
	return panels;
}
