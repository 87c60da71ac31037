import { type ReactNode, useMemo } from 'react';
import type { Lab } from '../lab/lab.ts';
import { headerRow } from './chrome/header-rows.ts';
import { hintRow } from './chrome/hint-rows.ts';
import { noticeRow } from './chrome/notice-row.ts';
import { RowsView } from './chrome/rows-view.tsx';
import { tabRow } from './chrome/tab-row.ts';
import { tooSmallRows } from './chrome/too-small-rows.ts';
import { CrowdOverlay } from './crowd/crowd-overlay.tsx';
import { HelpOverlay } from './help/help-overlay.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { standingOf } from './inspector/inspector-commands.ts';
import { labClock } from './lab-clock.ts';
import { LatencyOverlay } from './latency/latency-overlay.tsx';
import { layOut, wholeBody } from './layout.ts';
import { Panels } from './panels.tsx';
import { timelineRow } from './replay/timeline-row.ts';
import { contextsBeneath, type Leave, lessonRequest, unseenNotices } from './screen-state.ts';
import { serverLineCount } from './servers/server-lines.ts';
import { trafficList } from './traffic/traffic-list.ts';
import { useLab } from './use-lab.ts';
import { useScreen } from './use-screen.ts';
import { useTerminalSize } from './use-terminal-size.ts';

export interface AppProps {
	readonly lab: Lab;
	/** The person wants to leave. */
	readonly onLeave: (how: Leave) => void;
	/** Makes room for the shell; resolves once the screen is back, with whether there was one. */
	readonly onSuspend?: () => Promise<boolean>;
	/** Draws all of the screen anew. */
	readonly onRedraw?: () => void;
	/** The time of the lab's events, for how long something has been going on. */
	readonly clock?: () => number;
	/** The time of day, for the names of files; in milliseconds since the Unix epoch. */
	readonly wallClock?: () => number;
	/** What is written to the terminal. */
	readonly bytesPerSecond?: () => number;
}

const nowhereToGo = async (): Promise<boolean> => false;
const nothingDrawn = (): void => undefined;
const nothingWritten = (): number => 0;

/** The whole screen over a lab. It draws again only when the lab, the person or the terminal changed something. */
export function App({
	lab,
	onLeave,
	onSuspend = nowhereToGo,
	onRedraw = nothingDrawn,
	clock = labClock(lab),
	wallClock = Date.now,
	bytesPerSecond = nothingWritten,
}: AppProps): ReactNode {
	const { columns, rows } = useTerminalSize();
	const snapshot = useLab(lab, whole => whole);
	const { screen, state } = useScreen(lab, onLeave, onSuspend, onRedraw, wallClock);
	const { focused, zoomed, overlay, inspector } = state;
	const serverLines = serverLineCount(snapshot.servers);
	const replaying = snapshot.replay !== undefined;
	const lesson = lessonRequest(state, snapshot);
	const onCard = lesson?.focused;
	const beside = lesson?.beside;
	const isNoticed = unseenNotices(state, snapshot).length > 0;
	const layout = useMemo(
		() =>
			layOut({
				columns,
				rows,
				focused,
				zoomed,
				serverLines,
				timeline: replaying,
				notice: isNoticed,
				lesson: onCard !== undefined && beside !== undefined ? { focused: onCard, beside } : undefined,
			}),
		[columns, rows, focused, zoomed, serverLines, replaying, isNoticed, onCard, beside],
	);
	const list = useMemo(() => trafficList(state.traffic, snapshot), [state.traffic, snapshot]);

	if (layout.kind === 'too-small') {
		return <RowsView rect={layout.body} rows={tooSmallRows(columns, rows)} />;
	}
	return (
		<>
			<RowsView rect={layout.header} rows={[headerRow(snapshot, list.newer !== undefined, columns)]} />
			{layout.tabs && inspector === undefined && overlay?.kind !== 'latency' && overlay?.kind !== 'crowd' && (
				<RowsView rect={layout.tabs} rows={[tabRow(layout, state, snapshot, columns)]} />
			)}
			{overlay?.kind === 'help' ? (
				<HelpOverlay
					rect={layout.body}
					top={overlay.top}
					here={contextsBeneath(state, snapshot)}
					bytesPerSecond={bytesPerSecond}
				/>
			) : overlay?.kind === 'latency' ? (
				<LatencyOverlay rect={wholeBody(layout)} histogram={snapshot.histogram} />
			) : overlay?.kind === 'crowd' ? (
				<CrowdOverlay rect={wholeBody(layout)} overlay={overlay} crowd={snapshot.crowd} clock={clock} />
			) : inspector !== undefined ? (
				<Inspector
					rect={wholeBody(layout)}
					inspector={inspector}
					store={screen.detail}
					standing={standingOf(state, snapshot)}
				/>
			) : (
				<Panels
					layout={layout}
					snapshot={snapshot}
					state={state}
					list={list}
					poemText={screen.poemText()}
					poemMatches={screen.poemMatches()}
					clock={clock}
				/>
			)}
			{layout.timeline && snapshot.replay && (
				<RowsView rect={layout.timeline} rows={[timelineRow(snapshot.replay, columns)]} />
			)}
			{layout.notice && <RowsView rect={layout.notice} rows={[noticeRow(state, snapshot, columns)]} />}
			<RowsView rect={layout.hints} rows={[hintRow(state, snapshot, columns)]} />
		</>
	);
}
