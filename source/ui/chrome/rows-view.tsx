import process from 'node:process';
import { Box, Text, Transform, useIsScreenReaderEnabled } from 'ink';
import type { ReactNode } from 'react';
import type { Rect } from '../layout.ts';
import { paintRow, paletteOf } from '../text/paint.ts';
import { type Row, rowText, trimRow } from '../text/rows.ts';

export interface RowsViewProps {
	readonly rect: Rect;
	/** Already fitted to the rectangle: nothing is laid out or cut here. */
	readonly rows: readonly Row[];
	/** It lies over something, so its spaces must cover what is below. */
	readonly opaque?: boolean;
}

/**
 * Rows at their place on the terminal. Ink is given one text with as many lines, and a transform that puts the painted
 * rows in their place: a tree of coloured texts would be measured, coloured and parsed by Ink in every frame, at twice
 * the cost. For the same reason the space before a right border is left out. A screen reader gets the words.
 */
export function RowsView({ rect, rows, opaque = false }: RowsViewProps): ReactNode {
	const spoken = useIsScreenReaderEnabled();
	if (spoken) {
		return <Text>{rows.map(row => rowText(row).trimEnd()).join('\n')}</Text>;
	}
	const shown = rows.slice(0, rect.height);
	const [main, edge] = opaque ? [shown, []] : withoutEdge(shown, rect.width);
	return (
		<Box position="absolute" top={rect.y} left={rect.x} width={rect.width} height={rect.height}>
			<Painted rows={main} left={0} />
			{edge.length > 0 && <Painted rows={edge} left={rect.width - 1} />}
		</Box>
	);
}

function Painted({ rows, left }: { readonly rows: readonly Row[]; readonly left: number }): ReactNode {
	const palette = paletteOf(process.env);
	const painted = rows.map(row => paintRow(row, palette));
	return (
		<Box position="absolute" top={0} left={left} width={1} height={rows.length}>
			<Transform transform={(_, index) => painted[index] ?? ''}>
				<Text>{painted.map(() => '.').join('\n')}</Text>
			</Transform>
		</Box>
	);
}

/** The rows without the column at their right border, and that column, where all of them have one. */
function withoutEdge(rows: readonly Row[], width: number): readonly [readonly Row[], readonly Row[]] {
	const last = rows.map(row => row.at(-1));
	const framed = width > 1 && rows.length > 2 && last.every(piece => piece !== undefined && edges.includes(piece.text));
	return framed
		? [rows.map(row => trimRow(row.slice(0, -1))), last.map(piece => (piece === undefined ? [] : [piece]))]
		: [rows.map(trimRow), []];
}

const edges = ['╮', '│', '╯'];
