import type { ReactNode } from 'react';
import { DrawnPanel } from '../../components/panel.tsx';
import { useWriteRate } from '../../components/write-rate.ts';
import { formatBytes } from '../../format.ts';
import { span } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import { helpRows } from './help-rows.ts';

/** Every key, from the keymap, in the place of the panels. */
export function HelpOverlay({ model: { state }, width, height }: ViewProps): ReactNode {
	const bytesPerSecond = useWriteRate();
	if (state.overlay?.kind !== 'help') {
		return null;
	}
	const { top, here } = state.overlay;
	const room = height - 2;
	const rows = helpRows(width - 2, here);
	const from = Math.max(0, Math.min(top, rows.length - room));
	const below = rows.length - from - room;
	const frame = {
		width,
		height,
		title: 'Keys',
		focused: true,
		footer: [span(`this screen writes ${formatBytes(Math.round(bytesPerSecond))} a second`, 'dim')],
		footerRight: below > 0 ? [span(`↓ ${below} more`, 'dim')] : [],
	};
	return <DrawnPanel {...frame} rows={rows.slice(from, from + room)} />;
}
