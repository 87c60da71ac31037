import type { ReactNode } from 'react';
import type { BoardState } from '../../lab/snapshot/board-state.ts';
import { counted, type HeaderPart, headerPart, partsThatFit } from '../chrome/header.tsx';
import { Spread } from '../components/spread.tsx';
import { formatCount, formatHitRatio } from '../format.ts';
import { gap, joinSpans, type Row, rowWidth, span } from '../text/rows.ts';
import { statusOf } from './board-list.ts';

/** The totals of a class. */
export interface BoardTotals {
	readonly labs: number;
	readonly quiet: number;
	readonly gone: number;
	readonly served: number;
	readonly failed: number;
	/** Poems that were asked of proxies, and the connections that these made upstream. */
	readonly asked: number;
	readonly upstreamConnections: number;
	/** The share of them that came from a cache; undefined where none was asked for. */
	readonly hitRatio: string | undefined;
}

/** The totals of all labs of a class. */
export function boardTotals({ labs }: BoardState): BoardTotals {
	const sum = (value: (lab: BoardState['labs'][number]) => number): number =>
		labs.reduce((total, lab) => total + value(lab), 0);
	const [hits, misses, collapsed] = [sum(lab => lab.hits), sum(lab => lab.misses), sum(lab => lab.collapsed)];
	return {
		labs: labs.length,
		quiet: labs.filter(lab => statusOf(lab) === 'quiet').length,
		gone: labs.filter(lab => statusOf(lab) === 'gone').length,
		served: sum(({ served }) => served),
		failed: sum(({ failed }) => failed),
		asked: hits + misses + collapsed,
		upstreamConnections: sum(({ upstreamConnections }) => upstreamConnections),
		hitRatio: formatHitRatio({ hits, misses, collapsed }),
	};
}

export interface BoardHeaderProps {
	readonly board: BoardState;
	readonly width: number;
}

/** The first line of the board: what the whole class is doing. */
export function BoardHeader({ board, width }: BoardHeaderProps): ReactNode {
	const right: Row = [span('?', 'key'), span(' help', 'dim')];
	const title: Row = [span('poetry class', 'title')];
	const parts = partsThatFit(headerParts(board, width), width - rowWidth(right) - 6);
	return <Spread width={width} left={joinSpans([title, ...parts.map(({ row }) => row)], gap(3))} right={right} />;
}

function headerParts(board: BoardState, width: number): readonly HeaderPart[] {
	const { labs, quiet, gone, served, failed, asked, upstreamConnections, hitRatio } = boardTotals(board);
	return [
		...(board.away === undefined ? [] : [headerPart(0, span('engine away', 'failed', true))]),
		headerPart(1, counted(labs), span(labs === 1 ? ' lab' : ' labs', 'dim')),
		...(quiet === 0 ? [] : [headerPart(6, span(`${formatCount(quiet)} quiet`, 'dim'))]),
		...(gone === 0 ? [] : [headerPart(5, span(`${formatCount(gone)} gone`, 'warning'))]),
		headerPart(2, counted(served), span(' served', 'dim')),
		...(failed === 0 ? [] : [headerPart(7, span(`${formatCount(failed)} failed`, 'failed'))]),
		...(hitRatio === undefined
			? []
			: [headerPart(3, span('class cache ', 'dim'), span(hitRatio, 'hit', true), span(' hit', 'dim'))]),
		...(asked === 0
			? []
			: [
					headerPart(
						4,
						counted(upstreamConnections),
						span(width < 130 ? ' upstream instead of ' : ' upstream connections instead of ', 'dim'),
						counted(asked),
					),
				]),
	];
}
