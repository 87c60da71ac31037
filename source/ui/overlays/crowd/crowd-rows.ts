import type { CrowdState } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { formatAge, formatBytes, formatCount, formatDuration, formatPlural } from '../../format.ts';
import { barOf, clipText, fitRow, gap, padText, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import { signs, type Tone } from '../../theme.ts';
import { crowdLatencyRows } from './crowd-latency-rows.ts';
import { failedClients } from './failed-clients.ts';

/** The newest crowd; undefined while the one that was asked for has not begun. */
export interface CrowdView {
	readonly crowd: CrowdState | undefined;
	/** It was asked to end. */
	readonly isCancelling?: boolean;
	readonly now: number;
	readonly width: number;
	readonly height: number;
}

/** How wide the totals are, beside the latencies. */
const totalsWidth = 32;

/** A crowd under way or ended: how far it is, what became of its clients, and how long they took. */
export function crowdPanel({ crowd, isCancelling = false, now, width, height }: CrowdView): DrawnPanelProps {
	const inner = width - 4;
	if (crowd === undefined) {
		return { width, height, title: 'Crowd', focused: true, rows: [[], [gap(2), span('It gathers…', 'dim')]] };
	}
	const head = [[], whoRow(crowd, inner), progressRow(crowd, now, inner), ...whyRows(crowd, inner), []];
	const room = Math.max(0, height - 2 - head.length);
	const totals = totalRows(crowd);
	const latencies = crowdLatencyRows(crowd, inner - totalsWidth - 3, room);
	const body = Array.from(
		{ length: room },
		(_, at): Row => [gap(1), ...fitRow(totals[at] ?? [], totalsWidth), gap(3), ...(latencies[at] ?? [])],
	);
	return {
		width,
		height,
		title: 'Crowd',
		focused: true,
		right: statusWords(crowd, isCancelling),
		rows: [...head, ...body],
	};
}

function statusWords({ status }: CrowdState, isCancelling: boolean): Row {
	switch (status) {
		case 'running':
			return [
				isCancelling ? span(`${signs.running} cancelling…`, 'warning') : span(`${signs.running} under way`, 'live'),
			];
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
	const chain = transforms.length === 0 ? '' : `, through ${transforms.map(visibleLine).join(', ')}`;
	const who = formatPlural(clients, 'client');
	const rest = `  at ${visibleLine(server ?? address)}, ${pace}${chain}`;
	return [gap(1), span(who, 'title'), span(clipText(rest, width - who.length))];
}

function progressRow({ ended, clients, durationMs, startedAt, status }: CrowdState, now: number, width: number): Row {
	const took = status === 'running' ? formatAge(now - startedAt) : formatDuration(durationMs ?? 0);
	const words: Row = [span(formatCount(ended), 'title'), span(` of ${formatCount(clients)} · ${took}`, 'dim')];
	return [gap(1), ...barOf(ended, clients, Math.max(4, width - rowWidth(words) - 2)), gap(2), ...words];
}

function whyRows({ why }: CrowdState, width: number): readonly Row[] {
	return why === undefined
		? []
		: wrapWords(visibleLine(why), width - 2, 3).map(
				(row, at): Row => [gap(1), span(at === 0 ? '✗ ' : '  ', 'failed'), span(row)],
			);
}

/** A poem that came as it was, since a transform failed, is whole as well. */
function totalRows({
	status,
	begun,
	ended,
	whole,
	fellBack,
	failures,
	differentPoems,
	bytes,
	cache,
}: CrowdState): readonly Row[] {
	const { failed, cancelled, reasons } = failedClients(failures);
	return [
		...(status === 'running' ? [total('on their way', begun - ended, 'live')] : []),
		total('whole poems', whole + fellBack, 'good', true),
		total('different poems', differentPoems, differentPoems > 1 ? 'warning' : 'plain'),
		total('fell back', fellBack, 'failed'),
		total('failed', failed, 'failed'),
		...reasons.map(({ code, clients }) => total(`  ${code}`, clients, 'failed')),
		...(cancelled > 0 ? [total('cancelled', cancelled, 'warning')] : []),
		spreadRow([span('bytes', 'dim')], [span(formatBytes(bytes))], totalsWidth),
		...(cache === undefined
			? []
			: [
					[],
					total('hits', cache.hits, 'hit'),
					total('misses', cache.misses, 'miss'),
					total('collapsed', cache.collapsed, 'collapsed'),
					...(cache.stale > 0 ? [total('stale', cache.stale, 'stale')] : []),
					total('upstream connections', cache.upstreamConnections, 'title', true),
				]),
	];
}

function total(name: string, count: number, tone: Tone, bold = false): Row {
	const label = span(padText(name, totalsWidth - 8), bold ? 'plain' : 'dim');
	return spreadRow([label], [count === 0 ? span('0', 'dim') : span(formatCount(count), tone, bold)], totalsWidth);
}
