import { Box } from 'ink';
import { type ReactNode, useMemo } from 'react';
import type { Lab } from '../lab/lab.ts';
import { headerRow } from './chrome/header-rows.ts';
import { hintRow } from './chrome/hint-rows.ts';
import { RowsView } from './chrome/rows-view.tsx';
import { tabRow } from './chrome/tab-row.ts';
import { tooSmallRows } from './chrome/too-small-rows.ts';
import { HelpOverlay } from './help/help-overlay.tsx';
import { layOut } from './layout.ts';
import { Panels } from './panels.tsx';
import type { Leave } from './screen-state.ts';
import { serverLineCount } from './servers/server-lines.ts';
import { trafficList } from './traffic/traffic-list.ts';
import { useLab } from './use-lab.ts';
import { useScreen } from './use-screen.ts';
import { useTerminalSize } from './use-terminal-size.ts';

export interface AppProps {
	readonly lab: Lab;
	/** The person wants to leave. */
	readonly onLeave: (how: Leave) => void;
	/** The time in milliseconds since the Unix epoch, by the clock of the lab's events. */
	readonly clock?: () => number;
}

/** The whole screen over a lab. It draws again only when the lab, the person or the terminal changed something. */
export function App({ lab, onLeave, clock = Date.now }: AppProps): ReactNode {
	const { columns, rows } = useTerminalSize();
	const snapshot = useLab(lab, whole => whole);
	const { screen, state } = useScreen(lab, onLeave);
	const { focused, zoomed, overlay } = state;
	const serverLines = serverLineCount(snapshot.servers);
	const layout = useMemo(
		() => layOut({ columns, rows, focused, zoomed, serverLines }),
		[columns, rows, focused, zoomed, serverLines],
	);
	const list = useMemo(() => trafficList(state.traffic, snapshot), [state.traffic, snapshot]);

	if (layout.kind === 'too-small') {
		return (
			<Box width={columns} height={rows}>
				<RowsView rect={layout.body} rows={tooSmallRows(columns, rows)} />
			</Box>
		);
	}
	return (
		<Box width={columns} height={rows}>
			<RowsView rect={layout.header} rows={[headerRow(snapshot, list.newer, columns)]} />
			{layout.tabs && <RowsView rect={layout.tabs} rows={[tabRow(layout, state, snapshot, columns)]} />}
			{overlay?.kind === 'help' ? (
				<HelpOverlay rect={layout.body} top={overlay.top} />
			) : (
				<Panels
					layout={layout}
					snapshot={snapshot}
					state={state}
					list={list}
					poemText={screen.poemText()}
					clock={clock}
				/>
			)}
			<RowsView rect={layout.hints} rows={[hintRow(state, snapshot, columns)]} />
		</Box>
	);
}
