import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Rows } from '../../components/spans.tsx';
import { formatAge, formatCount, formatDuration } from '../../format.ts';
import { fetchOutcome, outcomeText } from '../../outcome.ts';
import { comparisonWords } from '../../panels/client/batch-words.ts';
import { clipText, gap, type Row, span, spreadRow } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import type { ViewModel, ViewProps } from '../../view.ts';
import type { BatchLadder } from './batch-ladder.ts';
import { batchRows } from './batch-rows.ts';
import { summaryOf } from './batch-summary.ts';
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
					spreadRow(laneRow(ladder, lane, model), more === '' ? [] : [span(more, 'dim')], width - 1),
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

/** As many of the sentences as have room, the results first. */
function summaryWords(ladder: BatchLadder, { snapshot: { batches } }: ViewModel, room: number): string {
	const batch = batches.find(({ id }) => id === ladder.batch);
	const compared = batch === undefined ? '' : comparisonWords(batch, batches);
	let words = '';
	for (const sentence of [...summaryOf(ladder), compared].filter(part => part !== '')) {
		const longer = words === '' ? sentence : `${words} · ${sentence}`;
		words = textWidth(longer) <= room || words === '' ? longer : words;
	}
	return words;
}

/** The selected fetch, and what became of it. */
function laneRow({ lanes }: BatchLadder, lane: number, { snapshot }: ViewModel): Row {
	const selected = lanes[lane];
	const fetch = snapshot.fetches.find(({ id }) => id === selected?.fetch);
	const outcome = fetch && fetchOutcome(fetch);
	return [
		span(`▸${selected?.name ?? ''} `, 'focus'),
		...(outcome === undefined ? [] : [span(outcomeText(outcome), outcome.tone)]),
		span(`  ${lane + 1} of ${lanes.length}`, 'dim'),
	];
}
