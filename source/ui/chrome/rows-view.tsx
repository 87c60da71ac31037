import { use, useLayoutEffect } from 'react';
import type { Rect } from '../layout.ts';
import { CanvasContext } from '../terminal/canvas-context.ts';
import type { Row } from '../text/rows.ts';

export interface RowsViewProps {
	readonly rect: Rect;
	/** Already fitted to the rectangle: nothing is laid out here. */
	readonly rows: readonly Row[];
	/** It lies over something, so its spaces must cover what is below. */
	readonly opaque?: boolean;
}

/**
 * Rows at their place on the terminal. They are put on the canvas, of which only what changed is written: Ink would
 * measure, parse and write the whole screen again for each change, at ten times the cost.
 */
export function RowsView({ rect, rows, opaque = false }: RowsViewProps): null {
	const canvas = use(CanvasContext);
	useLayoutEffect(() => canvas.place({ rect, rows, opaque }), [canvas, rect, rows, opaque]);
	return null;
}
