import { type ReactNode, useMemo } from 'react';
import type { BoardLab, BoardState } from '../../lab/snapshot/board-state.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { Panel } from '../components/panel.tsx';
import { Table } from '../components/table.tsx';
import { TextField } from '../components/text-field.tsx';
import { formatCount } from '../format.ts';
import { centredTop } from '../list-cursor.ts';
import { gap, type Row, span } from '../text/rows.ts';
import { textWidth } from '../text/width.ts';
import type { ViewProps } from '../view.ts';
import { boardColumns } from './board-columns.ts';
import { listedLabs, selectedIndex } from './board-list.ts';
import { openedBoard } from './board-state.ts';

/** The labs of a class, a line each. */
export function Board({ model, width, height }: ViewProps): ReactNode {
	const { board: place = openedBoard } = model.state;
	const { board } = model.snapshot;
	const { sort, isReversed, filter, typing } = place;
	const labs = board === undefined ? [] : listedLabs(board, place);
	const longestName = Math.max(0, ...labs.map(({ name }) => textWidth(visibleLine(name))));
	const columns = useMemo(
		() => boardColumns(width - 4, { sort, isReversed }, longestName),
		[width, sort, isReversed, longestName],
	);
	if (board === undefined) {
		return null;
	}
	const hasFilter = typing || filter !== '';
	const room = Math.max(2, height - 2 - Number(hasFilter));
	const index = selectedIndex(labs, place);
	const top = centredTop(labs.length, index, room - 1);
	const below = labs.length - top - (room - 1);
	const trouble = board.problem ?? board.away;
	return (
		<Panel
			{...{ width, height }}
			focused
			title="Labs"
			right={[span(`${visibleLine(board.engine)}  by ${sort}`, 'dim')]}
			footer={trouble === undefined ? [] : [span(visibleLine(trouble), 'warning')]}
			footerRight={below > 0 ? [span(`↓ ${formatCount(below)} more`, 'dim')] : []}
		>
			{hasFilter && (
				<TextField
					label={[span(' / ', 'key')]}
					text={filter}
					typing={typing}
					empty="a name, a host, a lesson, quiet, gone"
					after={[span(`  ${formatCount(labs.length)} of ${formatCount(board.labs.length)}`, 'dim')]}
				/>
			)}
			<Table
				columns={columns}
				items={labs}
				top={top}
				height={room}
				selected={index}
				leadWidth={1}
				hasHeadings
				isSelectedBold
				nothing={nothing(board)}
				{...{ lead, keyOf }}
			/>
		</Panel>
	);
}

function nothing({ labs, engine, joinUrl = `redis://${engine}` }: BoardState): readonly Row[] {
	if (labs.length > 0) {
		return [[gap(1), span('no lab is like that', 'dim')]];
	}
	return [
		[],
		[gap(1), span('No lab has joined yet. A lab joins with', 'plain')],
		[gap(3), span(`poetry-lab --class ${visibleLine(joinUrl)} --as NAME`, 'title')],
	];
}

function lead(_: BoardLab, isSelected: boolean): Row {
	return [isSelected ? span('▸', 'focus') : gap(1)];
}

function keyOf({ name }: BoardLab): string {
	return name;
}
