import { Box, Text } from 'ink';
import { createElement, type ReactNode } from 'react';
import { type Row, type Span, trimRow } from '../text/rows.ts';
import { type DrawnTheme, useTheme } from './theme.ts';

/** Pieces of text in one row, each in its look. What is wider than its place is cut. */
export function Spans({ row }: { readonly row: Row }): ReactNode {
	const theme = useTheme();
	return createElement(Text, { wrap: 'truncate' }, ...piecesOf(row, theme));
}

/** Rows of a drawing, one below the other: a picture made of cells, made by a pure function. Spaces at their ends are left out, since drawing them takes time. */
export function Rows({ rows }: { readonly rows: readonly Row[] }): ReactNode {
	const drawn = rows.map(row =>
		createElement(Box, { height: 1, flexShrink: 0 }, createElement(Spans, { row: trimRow(row) })),
	);
	return createElement(Box, { flexDirection: 'column', flexShrink: 0 }, ...drawn);
}

function piecesOf(row: Row, theme: DrawnTheme): readonly ReactNode[] {
	return row.map(piece => (isPlain(piece) ? theme.drawn(piece.text) : pieceOf(piece, theme)));
}

function pieceOf(piece: Span, theme: DrawnTheme): ReactNode {
	return createElement(Text, theme.look(piece), theme.drawn(piece.text));
}

function isPlain({ tone, bold, inverse, underline }: Span): boolean {
	return (tone === undefined || tone === 'plain') && bold !== true && inverse !== true && underline !== true;
}
