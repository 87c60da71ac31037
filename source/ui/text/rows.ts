import { graphemesOf } from './graphemes.ts';
import { shownInRow } from './shown.ts';
import type { Tone } from './tones.ts';
import { textWidth } from './width.ts';

/** A piece of a row in one look. */
export interface Span {
	readonly text: string;
	readonly tone?: Tone;
	readonly bold?: boolean;
	readonly inverse?: boolean;
	readonly underline?: boolean;
}

/** One row of a panel, before it is fitted to a width. */
export type Row = readonly Span[];

/** A piece of text with its meaning. */
export function span(text: string, tone: Tone = 'plain', bold = false): Span {
	return bold ? { text, tone, bold } : { text, tone };
}

/** So many empty columns. */
export function gap(columns: number): Span {
	return { text: ' '.repeat(Math.max(0, columns)) };
}

/** The width of the row, in columns. */
export function rowWidth(row: Row): number {
	return row.reduce((total, { text }) => total + textWidth(text), 0);
}

/** The row's text without its looks. */
export function rowText(row: Row): string {
	return row.map(({ text }) => text).join('');
}

/** The text cut to a width, with an ellipsis where something is gone. Never wider than asked for. */
export function clipText(text: string, width: number): string {
	if (width <= 0) {
		return '';
	}
	if (textWidth(text) <= width) {
		return text;
	}
	let kept = '';
	let taken = 0;
	for (const grapheme of graphemesOf(shownInRow(text))) {
		const columns = textWidth(grapheme);
		if (taken + columns > width - 1) {
			break;
		}
		kept += grapheme;
		taken += columns;
	}
	return `${kept}…`;
}

/** The text cut to a width in its middle, a third before the ellipsis and the rest behind it: addresses differ at their ends. */
export function clipMiddle(text: string, width: number): string {
	if (width < 5 || textWidth(text) <= width) {
		return clipText(text, width);
	}
	const graphemes = graphemesOf(shownInRow(text));
	const start = takeWhile(graphemes, Math.floor((width - 1) / 3));
	const end = takeWhile(graphemes.toReversed(), width - 1 - textWidth(start.join(''))).toReversed();
	return `${start.join('')}…${end.join('')}`;
}

/** As many of the graphemes, from the first one on, as have room in so many columns. */
function takeWhile(graphemes: readonly string[], width: number): readonly string[] {
	let taken = 0;
	const end = graphemes.findIndex(grapheme => {
		taken += textWidth(grapheme);
		return taken > width;
	});
	return end < 0 ? graphemes : graphemes.slice(0, end);
}

/** The text in exactly so many columns. */
export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const clipped = clipText(text, width);
	const space = ' '.repeat(Math.max(0, width - textWidth(clipped)));
	return align === 'left' ? clipped + space : space + clipped;
}

/** The row cut to a width. */
export function clipRow(row: Row, width: number): Row {
	const kept: Span[] = [];
	let left = width;
	for (const piece of row) {
		const columns = textWidth(piece.text);
		if (columns <= left) {
			kept.push(piece);
			left -= columns;
			continue;
		}
		if (left > 0) {
			kept.push({ ...piece, text: clipText(piece.text, left) });
		} else {
			markCut(kept);
		}
		break;
	}
	return kept;
}

/** The row without the spaces at its end. */
export function trimRow(row: Row): Row {
	let end = row.length;
	while (end > 0 && !row[end - 1]?.inverse && row[end - 1]?.text.trimEnd() === '') {
		end -= 1;
	}
	return end === row.length ? row : row.slice(0, end);
}

/** One row with a left part and a right part at the edge, so many columns apart; where both do not fit, the left one is cut. */
export function spreadRow(left: Row, right: Row, width: number, between = 1): Row {
	const end = clipRow(right, width);
	const endWidth = rowWidth(end);
	const room = width - endWidth - (endWidth > 0 ? between : 0);
	const start = clipRow(left, Math.max(0, room));
	return [...start, gap(width - rowWidth(start) - endWidth), ...end];
}

/** The rows with a piece between each two. */
export function joinSpans(parts: readonly Row[], between: Span): Row {
	return parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

/** A bar of exactly so many columns, filled in proportion. */
export function barOf(done: number, whole: number, width: number): Row {
	const share = whole > 0 ? Math.min(1, Math.max(0, done / whole)) : 0;
	const full = Math.floor(share * width);
	return [span('━'.repeat(full), 'live'), span('─'.repeat(Math.max(0, width - full)), 'dim')];
}

const ticks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** The values as a line of small columns, the tallest full. Nothing is a space, and something is never nothing. */
export function sparkline(values: readonly number[]): string {
	const most = Math.max(1, ...values);
	return values
		.map(value => (value <= 0 ? ' ' : (ticks[Math.min(7, Math.ceil((value / most) * 8) - 1)] ?? '█')))
		.join('');
}

/** Marks with an ellipsis that the row was cut exactly at the end of a piece. */
function markCut(kept: Span[]): void {
	const last = kept.at(-1);
	if (last === undefined || last.text === '') {
		return;
	}
	const graphemes = graphemesOf(shownInRow(last.text));
	const dropped = graphemes.pop() ?? '';
	kept[kept.length - 1] = { ...last, text: `${graphemes.join('')}…${' '.repeat(Math.max(0, textWidth(dropped) - 1))}` };
}

/** The number of lines of the list that are not seen. */
export function moreWords(above: number, below: number): Row {
	const words = [above > 0 ? `↑ ${above}` : '', below > 0 ? `↓ ${below} more` : ''].filter(word => word !== '');
	return words.length === 0 ? [] : [span(words.join('  '), 'dim')];
}

/** The mark before the selected row of a list. Only one ▸ is on the screen: it says where the keys go. */
export function selectionMark(focused: boolean): Span {
	return focused ? span('▸', 'focus') : span('›', 'dim');
}
