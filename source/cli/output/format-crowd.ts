import type { CrowdCounts, LatencyBucket, Percentiles } from '../../events/events.ts';
import type { CrowdResult } from '../../services/crowd/crowd.ts';
import { formatBound, formatBytes, formatCount, formatDuration } from '../../ui/format.ts';
import { visibleLine } from '../../wire/visible-text.ts';

const barWidth = 30;

/** The progress of a crowd, as one line with a bar. */
export function formatCrowdProgress({ ended, whole, fellBack }: CrowdCounts, clients: number): string {
	const done = clients === 0 ? barWidth : Math.floor((ended / clients) * barWidth);
	const bar = `${'█'.repeat(done)}${'·'.repeat(barWidth - done)}`;
	return `${bar} ${formatCount(ended)} of ${formatCount(clients)}, ${formatCount(whole + fellBack)} whole`;
}

/** The totals of a crowd, as a table for a person; no newline at the end. */
export function formatTotals(result: CrowdResult, clients: number): string {
	const { how, why, durationMs, begun, whole, fellBack, failures, differentPoems, bytes, firstByteMs, wholeMs } =
		result;
	const rows: readonly (readonly [string, string, string?])[] = [
		['clients', formatCount(clients), begun < clients ? `${formatCount(begun)} of them began` : ''],
		['whole poems', formatCount(whole + fellBack), `${formatBytes(bytes)}, ${formatCount(differentPoems)} different`],
		['fell back', formatCount(fellBack), fellBack > 0 ? 'of them: a transform failed' : ''],
		...failures.map(
			({ code, clients, why }) =>
				[code === 'cancelled' ? code : `failed: ${code}`, formatCount(clients), visibleLine(why ?? '')] as const,
		),
		['took', formatDuration(durationMs), how === 'ended' ? '' : visibleLine([how, why].filter(Boolean).join(': '))],
		...percentileRow('first byte, median', firstByteMs),
		...percentileRow('whole poem, median', wholeMs),
	];
	const lines = rows.map(([name, value, more = '']) => `${name.padEnd(22)}${value.padStart(9)}  ${more}`.trimEnd());
	return [...lines, ...latencyWords(result.latencies)].join('\n');
}

function percentileRow(
	name: string,
	measured: Percentiles | undefined,
): readonly (readonly [string, string, string])[] {
	if (measured === undefined) {
		return [];
	}
	const { p50, p90, p99, max } = measured;
	const others = [`p90 ${formatDuration(p90)}`, `p99 ${formatDuration(p99)}`, `longest ${formatDuration(max)}`];
	return [[name, formatDuration(p50), others.join(', ')]];
}

/** The latencies from the first bucket that holds anything to the last one. */
function latencyWords(latencies: readonly LatencyBucket[]): readonly string[] {
	const isFilled = ({ firstByte, whole }: LatencyBucket) => firstByte + whole > 0;
	const filled = latencies.slice(latencies.findIndex(isFilled), latencies.findLastIndex(isFilled) + 1);
	if (filled.length === 0) {
		return [];
	}
	const most = Math.max(...filled.map(({ whole, firstByte }) => Math.max(whole, firstByte)));
	return [
		'',
		`${'within'.padEnd(10)}${'first byte'.padStart(11)}${'whole'.padStart(10)}`,
		...filled.map(({ upToMs, firstByte, whole }) => {
			const within = upToMs === undefined ? 'longer' : formatBound(upToMs);
			const bar = '█'.repeat(Math.ceil((whole / most) * barWidth));
			return `${within.padEnd(10)}${formatCount(firstByte).padStart(11)}${formatCount(whole).padStart(10)}  ${bar}`.trimEnd();
		}),
	];
}
