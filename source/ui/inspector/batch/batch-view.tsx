import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import { fetchOutcome } from '../../fetch-outcome.ts';
import { formatAge, formatCount, formatDuration } from '../../format.ts';
import { outcomeIn } from '../../outcome.ts';
import { comparisonWords } from '../../panels/client/batch-words.ts';
import { clipText, gap, type Row, span, spreadRow } from '../../text/rows.ts';
import { nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import type { ViewModel, ViewProps } from '../../view.ts';
import type { BatchLadder } from './batch-ladder.ts';
import { batchRows } from './batch-rows.ts';
import { batchSummary } from './batch-summary.ts';
import { batchExtent } from './update.ts';

/** All fetches of a batch side by side, in the place of the panels. */
export function BatchView({ model, width, height }: ViewProps): ReactNode {
	const { state, batch: detail } = model;
	const ladder = detail?.ladder;
	if (state.batch === undefined || ladder === undefined) {
		const words =
			detail?.hasAnswer === true
				? 'This batch is no longer kept: newer events have taken its place.'
				: 'asking the lab…';
		return (
			<Box height={height} width={width} paddingTop={1} paddingLeft={2}>
				<Rows rows={[[span(words, 'dim')]]} />
			</Box>
		);
	}
	const { lane } = state.batch;
	const { rowCount, room, top } = batchExtent(state, detail, height);
	const { heads, rows } = batchRows(ladder, lane, width);
	const below = rowCount - top - room;
	const more = [top > 0 ? `↑ ${formatCount(top)}` : '', below > 0 ? `↓ ${formatCount(below)} more` : '']
		.join('  ')
		.trim();
	return (
		<Box flexDirection="column" flexShrink={0} width={width} height={height}>
			<Rows
				rows={[
					titleRow(ladder, model, width),
					[gap(1), span(clipText(summaryWords(ladder, model, width - 2), width - 2), 'plain')],
					spreadRow(
						laneRow(ladder, lane, model, width - more.length - 2),
						more === '' ? [] : [span(more, 'dim')],
						width - 1,
					),
					heads,
					...rows(top, room),
				]}
			/>
		</Box>
	);
}

function titleRow({ lanes, atOnce, promise, end, startTime }: BatchLadder, { now }: ViewModel, width: number): Row {
	const many = atOnce >= lanes.length ? 'all' : String(atOnce);
	const title = `${lanes.length} fetches, ${many} at once, in Promise.${promise === 'all' ? 'all' : 'allSettled'}`;
	const time = end === undefined ? `${formatAge(now - startTime)} so far` : formatDuration(end.durationMs);
	return spreadRow([gap(1), span(title, 'title', true)], [span(time, 'title')], width - 1);
}

/** As many of the sentences as have room, in their order; the results are kept first, then the comparison, and who was last. */
function summaryWords(ladder: BatchLadder, { snapshot: { batches } }: ViewModel, room: number): string {
	const batch = batches.find(({ id }) => id === ladder.batch);
	const compared = batch === undefined ? '' : comparisonWords(batch, batches);
	const told = batchSummary(ladder);
	const order = [...told.slice(-1), compared, ...told.slice(0, -1).toReversed()].filter(part => part !== '');
	const kept = new Set<string>();
	let left = room + between.length;
	for (const sentence of order) {
		const columns = textWidth(sentence) + between.length;
		if (columns <= left || kept.size === 0) {
			kept.add(sentence);
			left -= columns;
		}
	}
	return [...told, compared].filter(sentence => kept.has(sentence)).join(between);
}

const between = ' · ';

/** The selected fetch, and what became of it. */
function laneRow({ lanes }: BatchLadder, lane: number, { snapshot }: ViewModel, width: number): Row {
	const selected = lanes[lane];
	const fetch = snapshot.fetches.find(({ id }) => id === selected?.fetch);
	const outcome = fetch && fetchOutcome(fetch);
	const place = `  ${lane + 1} of ${lanes.length}`;
	const name = nameIn(selected?.name ?? '', Math.floor(width / 2));
	const room = width - textWidth(name) - place.length - 2;
	return [
		span(`▸${name} `, 'focus'),
		...(outcome === undefined ? [] : [span(outcomeIn(outcome, room), outcome.tone)]),
		span(place, 'dim'),
	];
}
