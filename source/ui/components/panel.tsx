import { Box } from 'ink';
import type { ReactNode } from 'react';
import { clipRow, gap, type Row, rowWidth, span } from '../text/rows.ts';
import { Spans } from './spans.tsx';
import { useTheme } from './theme.ts';

/** A panel's size, and the words in its border. */
export interface PanelProps {
	/** In cells, with the border. */
	readonly width: number;
	readonly height: number;
	readonly title: string;
	/** The digit that focuses it. */
	readonly digit?: number;
	readonly focused: boolean;
	/** In the upper border, at its right; left out where it has no room. */
	readonly right?: Row;
	/** In the lower border, at its left and at its right. */
	readonly footer?: Row;
	readonly footerRight?: Row;
	readonly children?: ReactNode;
}

/** A border with words in it; of the content inside, what is higher than its place is cut. */
export function Panel({ width, height, title, digit, focused, children, ...words }: PanelProps): ReactNode {
	const theme = useTheme();
	const tone = focused ? 'focus' : 'dim';
	const heading: Row = [
		...(digit === undefined ? [] : [span(`${digit} `, tone)]),
		span(title, focused ? 'focus' : 'title'),
	];
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height} {...theme.border(focused)}>
			<EdgeWords edge="top" width={width} left={heading} right={words.right ?? []} />
			<Box flexDirection="column" flexGrow={1} overflowY="hidden">
				{children}
			</Box>
			<EdgeWords edge="bottom" width={width} left={words.footer ?? []} right={words.footerRight ?? []} />
		</Box>
	);
}

interface EdgeWordsProps {
	readonly edge: 'top' | 'bottom';
	readonly width: number;
	readonly left: Row;
	readonly right: Row;
}

/** The words in one border: `╭─ left ───── right ─╮`. */
function EdgeWords({ edge, width, left, right }: EdgeWordsProps): ReactNode {
	const [leftWords, rightWords] = edgeWords(left, right, width);
	const place = edge === 'top' ? { top: -1 } : { bottom: -1 };
	return (
		<>
			{leftWords.length > 0 && (
				<Box position="absolute" {...place} left={1}>
					<Spans row={leftWords} />
				</Box>
			)}
			{rightWords.length > 0 && (
				<Box position="absolute" {...place} right={1}>
					<Spans row={rightWords} />
				</Box>
			)}
		</>
	);
}

/** The words that have room in a border of this width. A short word at the right is kept whole; a longer one is left out rather than cut. */
function edgeWords(left: Row, right: Row, width: number): readonly [left: Row, right: Row] {
	const room = Math.max(0, width - 4);
	const reserved = rowWidth(right) > 0 && rowWidth(right) <= room / 3 ? rowWidth(right) + 3 : 0;
	const leftWords = worded(clipRow(left, Math.max(0, room - reserved - 2)));
	const rest = room - rowWidth(leftWords);
	return [leftWords, rowWidth(right) + 3 <= rest ? worded(right) : []];
}

function worded(words: Row): Row {
	return rowWidth(words) === 0 ? [] : [gap(1), ...words, gap(1)];
}

/** The width for a panel's content, in columns: all but the border, and a space before the right border. */
export function contentWidth(width: number): number {
	return Math.max(0, width - 3);
}
