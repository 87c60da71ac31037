import type { ReactNode } from 'react';
import { frameRows } from '../chrome/frame.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import { formatBytes } from '../format.ts';
import type { Context } from '../keymap.ts';
import { innerSize, type Rect } from '../layout.ts';
import { span } from '../text/rows.ts';
import { helpRows } from './help-rows.ts';

interface HelpOverlayProps {
	readonly rect: Rect;
	readonly top: number;
	/** The contexts that count beneath it. */
	readonly here: readonly Context[];
	/** What is written to the terminal. */
	readonly bytesPerSecond: () => number;
}

/** Every key, from the keymap, in the place of the panels. */
export function HelpOverlay({ rect, top, here, bytesPerSecond }: HelpOverlayProps): ReactNode {
	const { width, height } = innerSize(rect);
	const rows = helpRows(width, here);
	const from = Math.max(0, Math.min(top, rows.length - height));
	const below = rows.length - from - height;
	const frame = {
		width: rect.width,
		height: rect.height,
		title: 'Keys',
		focused: true,
		footer: [span(`this screen writes ${formatBytes(Math.round(bytesPerSecond()))} a second`, 'dim')],
		footerRight: below > 0 ? [span(`↓ ${below} more`, 'dim')] : [],
	};
	return <RowsView rect={rect} rows={frameRows(frame, rows.slice(from, from + height))} />;
}
