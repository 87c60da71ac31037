import { Box } from 'ink';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Exchange, Snapshot } from '../../../lab/snapshot.ts';
import { Panel } from '../../components/panel.tsx';
import { Rows, Spans } from '../../components/spans.tsx';
import { Table } from '../../components/table.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formatCount } from '../../format.ts';
import { placeCursor } from '../../list-cursor.ts';
import type { ScreenState } from '../../state.ts';
import { gap, type Row, selectionMark, span } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import { cutServerName, serverNameWidth } from '../servers/server-name-width.ts';
import { filterCountWords, filterHelpRows } from './filter/filter-words.ts';
import { isMarked } from './marks.ts';
import { strangerWidths } from './peer-label.ts';
import { trafficColumns } from './traffic-columns.ts';
import { filterRowCount, headingsFrom, type TrafficList, trafficList, trafficRoom } from './traffic-list.ts';
import { emptyRows, followWords, footerWords } from './traffic-words.ts';

/** Panel 2: one line an exchange, newest last. */
export function TrafficPanel({ model: { state, snapshot }, focused, width, height }: ViewProps): ReactNode {
	const { traffic } = state;
	const list = trafficList(traffic, snapshot);
	const inner = height - 2;
	const { index, top } = placeCursor(list.ids, traffic.cursor, trafficRoom(inner, traffic), 'last');
	const isFollowing = traffic.cursor.id === undefined;
	const filterHeight = filterRowCount(inner, traffic);
	return (
		<Panel
			{...{ width, height, focused }}
			title="Traffic"
			digit={2}
			right={followWords(list, isFollowing)}
			footer={footerWords(list, traffic.marks.length, snapshot.replay !== undefined)}
			footerRight={
				!isFollowing && list.shown.length > 0
					? [span(`${formatCount(index + 1)} of ${formatCount(list.shown.length)}`, 'dim')]
					: []
			}
		>
			<Table
				{...useTrafficTable(traffic, { width, focused, ...namesIn(snapshot, list) })}
				items={list.shown}
				top={top}
				height={inner - filterHeight}
				selected={focused || !isFollowing ? index : -1}
				hasHeadings={inner >= headingsFrom}
				isSelectedBold={focused}
				nothing={emptyRows(list, traffic.filter, snapshot, width - 4)}
				keyOf={idOf}
			/>
			{filterHeight > 0 && <FilterLine {...{ list, traffic }} width={width - 3} height={filterHeight} />}
		</Panel>
	);
}

interface TrafficTable extends ReturnType<typeof namesIn> {
	readonly width: number;
	readonly focused: boolean;
}

/** The widths of the names in the list, from which the columns follow. */
function namesIn(snapshot: Snapshot, { shown }: TrafficList) {
	const { host, label } = strangerWidths(shown);
	return { nameWidth: serverNameWidth(snapshot.servers), cutName: cutServerName(snapshot), host, label };
}

/** The columns and what stands before them: the same ones until something makes them others. */
function useTrafficTable({ filter, marks }: ScreenState['traffic'], { width, focused, ...names }: TrafficTable) {
	const { nameWidth, cutName, host, label } = names;
	const gutter = marks.length === 0 ? 1 : width >= 60 ? 3 : 2;
	const columns = useMemo(
		() => trafficColumns({ width, gutter, nameWidth, cutName, strangers: { host, label }, filter }),
		[width, gutter, nameWidth, cutName, host, label, filter],
	);
	const lead = useCallback(
		(exchange: Exchange, isSelected: boolean): Row => [
			isSelected ? selectionMark(focused) : gap(1),
			...(gutter === 1 ? [] : [isMarked(marks, exchange) ? span('◆', 'title') : gap(1), gap(gutter - 2)]),
		],
		[gutter, focused, marks],
	);
	return { columns, lead, leadWidth: gutter };
}

interface FilterLineProps {
	readonly list: TrafficList;
	readonly traffic: ScreenState['traffic'];
	readonly width: number;
	readonly height: number;
}

/** The filter as it is typed, with how many exchanges it lets through, below what its terms mean. */
function FilterLine({ list, traffic: { filter, typing }, width, height }: FilterLineProps): ReactNode {
	return (
		<Box width={width} height={height} flexShrink={0} flexDirection="column" justifyContent="space-between">
			<Rows rows={filterHelpRows(filter, typing, width, height - 1)} />
			<Box height={1} flexShrink={0} columnGap={1} justifyContent="space-between">
				<TextField label={[gap(1), span('/', 'key')]} text={filter} typing={typing} />
				{filter !== '' && (
					<Box flexShrink={0}>
						<Spans row={filterCountWords({ shown: list.shown.length, total: list.total })} />
					</Box>
				)}
			</Box>
		</Box>
	);
}

function idOf({ id }: Exchange): number {
	return id;
}
