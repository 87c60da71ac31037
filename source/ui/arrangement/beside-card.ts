import { type PanelName, panelNames } from '../keymap.ts';
import type { Extent, LessonRequest, PanelColumn, Placed, Shape } from './types.ts';

/** The least width of a card, in columns: a narrower one is hard to read. */
const cardWidth = { least: 44, most: 66, share: 0.48 } as const;

/** The card at the left, and beside it what it is about; on a narrow terminal one above the other, on a small one in turn. */
export function besideCard(
	shape: Shape,
	body: Extent,
	{ focused, zoomed, lesson }: { focused: PanelName; zoomed: boolean; lesson: LessonRequest },
): readonly PanelColumn[] {
	const alone: Placed = { name: lesson.focused ? 'lesson' : focused, height: body.height };
	if (zoomed || (shape !== 'stack' && body.width < 80)) {
		return [{ width: body.width, items: [alone] }];
	}
	const beside = lesson.focused ? lesson.beside : withFocused(lesson.beside, focused);
	if (shape === 'stack') {
		const height = Math.max(20, Math.round(body.height * 0.5));
		return [{ width: body.width, items: [{ name: 'lesson', height }, ...shared(body.height - height, beside)] }];
	}
	const width = Math.max(cardWidth.least, Math.min(cardWidth.most, Math.round(body.width * cardWidth.share)));
	// With little height, one panel that can be read is better than two that can not.
	const shown = body.height < 20 ? [lesson.focused ? (beside[0] ?? focused) : focused] : beside;
	return [
		{ width, items: [{ name: 'lesson', height: body.height }] },
		{ width: body.width - width, items: shared(body.height, shown) },
	];
}

/** The focused panel is always seen: it takes the last one's place. */
function withFocused(beside: readonly PanelName[], focused: PanelName): readonly PanelName[] {
	return beside.includes(focused) ? beside : [...beside.slice(0, -1), focused];
}

/** One above the other in the order of their numbers, all of about one height. */
function shared(height: number, names: readonly PanelName[]): readonly Placed[] {
	let left = height;
	const inOrder = panelNames.filter(name => names.includes(name));
	return inOrder.map((name, index) => {
		const own = Math.round(left / (inOrder.length - index));
		left -= own;
		return { name, height: own };
	});
}
