import { clipRow, fitRow, gap, type Row, rowWidth, span } from '../text/rows.ts';
import type { Tone } from '../theme.ts';

/** What surrounds a panel's content. */
export interface Frame {
	readonly width: number;
	readonly height: number;
	readonly title: string;
	/** The digit that focuses it. */
	readonly digit?: number;
	readonly focused: boolean;
	/** In the upper border, at its right. */
	readonly right?: Row;
	/** In the lower border, at its left and at its right. */
	readonly footer?: Row;
	readonly footerRight?: Row;
}

/** The content in its border: exactly `height` rows of exactly `width` columns. What does not fit is left out. */
export function frameRows(frame: Frame, content: readonly Row[]): readonly Row[] {
	const tone: Tone = frame.focused ? 'focused-border' : 'border';
	const inner = Math.max(0, frame.width - 2);
	const side = span('│', tone);
	const rows = Array.from(
		{ length: Math.max(0, frame.height - 2) },
		(_, index): Row => [side, ...fitRow(content[index] ?? [], inner), side],
	);
	const title: Row = [
		...(frame.digit === undefined ? [] : [span(`${frame.digit} `, frame.focused ? 'focus' : 'dim')]),
		span(frame.title, frame.focused ? 'focus' : 'title'),
	];
	return [
		edge('╭', '╮', title, frame.right ?? [], frame.width, tone),
		...rows,
		edge('╰', '╯', frame.footer ?? [], frame.footerRight ?? [], frame.width, tone),
	].slice(0, frame.height);
}

/** How much of a panel's width its content should use: all but the border, and a space before the right border. */
export function contentWidth(width: number): number {
	return Math.max(0, width - 3);
}

/** One border with words in it: `╭─ left ───── right ─╮`.  */
function edge(start: string, end: string, left: Row, right: Row, width: number, tone: Tone): Row {
	const room = Math.max(0, width - 4);
	// A short word at the right is kept whole; a longer one is left out rather than cut.
	const reserved = rowWidth(right) > 0 && rowWidth(right) <= room / 3 ? rowWidth(right) + 3 : 0;
	const leftWords = worded(clipRow(left, Math.max(0, room - reserved - 2)));
	const rest = room - rowWidth(leftWords);
	const rightWords = rowWidth(right) + 3 <= rest ? worded(right) : [];
	const line = Math.max(0, room - rowWidth(leftWords) - rowWidth(rightWords));
	return [
		span(`${start}─`, tone),
		...leftWords,
		span('─'.repeat(line), tone),
		...rightWords,
		span('─', tone),
		span(end, tone),
	];
}

function worded(words: Row): Row {
	return rowWidth(words) === 0 ? [] : [gap(1), ...words, gap(1)];
}
