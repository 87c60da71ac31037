import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { formatBytes } from '../../format.ts';
import { clampTop } from '../../list-cursor.ts';
import type { OverlayOf } from '../../state.ts';
import { useWriteRate } from '../../terminal/write-rate.ts';
import { span } from '../../text/rows.ts';
import type { OverlayProps } from '../overlay-view.tsx';
import { helpColumns, rowsOfHelp } from './help-columns.ts';

/** Every key, from the keymap, in the place of the panels. */
export function HelpOverlay({ overlay: { top, here }, width, height }: OverlayProps<OverlayOf<'help'>>): ReactNode {
	const bytesPerSecond = useWriteRate();
	const room = height - 2;
	const columns = helpColumns(width - 2, here);
	const rowCount = rowsOfHelp(columns);
	const from = clampTop(top, rowCount, room);
	const below = rowCount - from - room;
	return (
		<Panel
			{...{ width, height }}
			title="Keys"
			focused
			footer={[span(`this screen writes ${formatBytes(Math.round(bytesPerSecond))} a second`, 'dim')]}
			footerRight={below > 0 ? [span(`↓ ${below} more`, 'dim')] : []}
		>
			<Box>
				{columns.map(({ name, width: columnWidth, rows }) => (
					<Box key={name} width={columnWidth} flexShrink={0} paddingX={1}>
						<Rows rows={rows.slice(from, from + room)} />
					</Box>
				))}
			</Box>
		</Panel>
	);
}
