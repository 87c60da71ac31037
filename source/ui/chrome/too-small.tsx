import { Box } from 'ink';
import type { ReactNode } from 'react';
import { smallestSize } from '../arrangement/arrangement.ts';
import { Spans } from '../components/spans.tsx';
import type { Size } from '../store.ts';
import { clipRow, rowWidth, span } from '../text/rows.ts';

/** The screen on a terminal that is too small: the size it needs, and the size there is. */
export function TooSmall({ columns, rows }: Size): ReactNode {
	const lines = [
		span('poetry lab', 'title'),
		span(`needs ${smallestSize.columns}x${smallestSize.rows}`),
		span(`this terminal is ${columns}x${rows}`, 'dim'),
		span('q quits', 'dim'),
	].slice(0, rows);
	const above = Math.floor((rows - lines.length) / 2);
	return (
		<Box width={columns} height={rows} flexDirection="column" paddingTop={above}>
			{lines.map(line => (
				<Box key={line.text} flexShrink={0} paddingLeft={Math.max(0, Math.floor((columns - rowWidth([line])) / 2))}>
					<Spans row={clipRow([line], columns)} />
				</Box>
			))}
		</Box>
	);
}
