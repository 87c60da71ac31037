import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { CrowdState } from '../../../lab/snapshot/crowd-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { Extent } from '../../arrangement/types.ts';
import { Panel } from '../../components/panel.tsx';
import { Rows, Spans } from '../../components/spans.tsx';
import { formatAge, formatCount, formatDuration, formatPlural } from '../../format.ts';
import { failureRows } from '../../text/failure-rows.ts';
import { barOf, clipText, gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { signs } from '../../text/tones.ts';
import type { OverlayProps } from '../overlay-view.tsx';
import { throughWords } from './announce.ts';
import { crowdLatencyRows } from './crowd-latency-rows.ts';
import type { CrowdOverlayState } from './crowd-state.ts';
import { CrowdTotals, totalsWidth } from './crowd-totals.tsx';

/** The newest crowd, in the place of the panels. */
export function CrowdOverlay({ overlay, model, width, height }: OverlayProps<CrowdOverlayState>): ReactNode {
	const { snapshot, now } = model;
	// The one that was asked for has not begun while the one before is still the newest.
	const crowd = snapshot.crowd?.id === overlay.after ? undefined : snapshot.crowd;
	const right = crowd === undefined ? [] : statusWords(crowd, crowd.id === overlay.cancelling);
	return (
		<Panel {...{ width, height, right }} title="Crowd" focused>
			{crowd === undefined ? (
				<Rows rows={[[], [gap(2), span('It gathers…', 'dim')]]} />
			) : (
				<Crowd {...{ crowd, now }} width={width - 2} height={height - 2} />
			)}
		</Panel>
	);
}

interface CrowdProps extends Extent {
	readonly crowd: CrowdState;
	readonly now: number;
}

/** The progress of a crowd, the outcomes of its clients, and the times that they took. */
function Crowd({ crowd, now, width, height }: CrowdProps): ReactNode {
	const { ended, clients, why } = crowd;
	const inner = width - 2;
	const whyRows = why === undefined ? [] : failureRows(why, inner - 2, 3);
	const room = Math.max(0, height - 4 - whyRows.length);
	const words = progressWords(crowd, now);
	const chartWidth = inner - totalsWidth - 3;
	return (
		<>
			<Rows rows={[[], whoRow(crowd, inner)]} />
			<Box paddingLeft={1} columnGap={2} flexShrink={0}>
				<Spans row={barOf(ended, clients, Math.max(4, inner - rowWidth(words) - 2))} />
				<Spans row={words} />
			</Box>
			<Rows rows={[...whyRows, []]} />
			<Box paddingLeft={1} columnGap={3} height={room} flexShrink={0} overflow="hidden">
				<CrowdTotals crowd={crowd} />
				<Box width={chartWidth + 1} flexShrink={0}>
					<Rows rows={crowdLatencyRows(crowd, chartWidth, room)} />
				</Box>
			</Box>
		</>
	);
}

function statusWords({ status }: CrowdState, isCancelling: boolean): Row {
	switch (status) {
		case 'running':
			return isCancelling
				? [span(`${signs.running} cancelling…`, 'warning')]
				: [span(`${signs.running} under way`, 'live')];
		case 'ended':
			return [span(`${signs.done} ended`, 'good')];
		case 'cancelled':
			return [span(`${signs.pending} cancelled`, 'warning')];
		case 'refused':
			return [span(`${signs.failed} could not begin`, 'failed')];
	}
}

function whoRow({ clients, address, server, transforms, ratePerSecond }: CrowdState, width: number): Row {
	const pace = ratePerSecond === undefined ? 'at once' : `${formatCount(ratePerSecond)} a second`;
	const who = formatPlural(clients, 'client');
	const where = `  at ${visibleLine(server ?? address)}`;
	const rest = [where, pace, throughWords(transforms)].filter(words => words !== '').join(', ');
	return [gap(1), span(who, 'title'), span(clipText(rest, width - who.length))];
}

function progressWords({ ended, clients, durationMs, startedAt, status }: CrowdState, now: number): Row {
	const took = status === 'running' ? formatAge(now - startedAt) : formatDuration(durationMs ?? 0);
	return [span(formatCount(ended), 'title'), span(` of ${formatCount(clients)} · ${took}`, 'dim')];
}
