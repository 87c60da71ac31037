import { Box, Text } from 'ink';
import { type ReactNode, use, useLayoutEffect } from 'react';
import type { Rect } from '../layout.ts';
import { CanvasContext } from '../terminal/canvas-context.ts';
import { type Row, rowText } from '../text/rows.ts';
import { shownInRow } from '../text/shown.ts';

export interface RowsViewProps {
	readonly rect: Rect;
	/** Already fitted to the rectangle: nothing is laid out here. */
	readonly rows: readonly Row[];
	/** It lies over something, so its spaces must cover what is below. */
	readonly opaque?: boolean;
}

/**
 * Rows at their place on the terminal. They are put on the canvas, of which only what changed is written: Ink would
 * measure, parse and write the whole screen again for each change, at ten times the cost. Without a canvas, as in another
 * Ink program, Ink draws their words.
 */
export function RowsView({ rect, rows, opaque = false }: RowsViewProps): ReactNode {
	const canvas = use(CanvasContext);
	useLayoutEffect(() => canvas?.place({ rect, rows, opaque }), [canvas, rect, rows, opaque]);
	if (canvas !== undefined) {
		return null;
	}
	const words = rows.slice(0, rect.height).map(row => shownInRow(rowText(row)));
	return (
		<Box position="absolute" top={rect.y} left={rect.x} width={rect.width} height={rect.height}>
			<Text wrap="truncate">{words.join('\n')}</Text>
		</Box>
	);
}
