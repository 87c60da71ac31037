import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { CrowdState } from '../../../lab/snapshot/crowd-state.ts';
import { Spans } from '../../components/spans.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import { span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { failedClients } from './failed-clients.ts';

/** The width of the totals, in cells. */
export const totalsWidth = 32;

/** The counts of a crowd's clients by how they ended. A poem that fell back, since a transform failed, is whole too. */
export function CrowdTotals({ crowd }: { readonly crowd: CrowdState }): ReactNode {
	const { status, begun, ended, whole, fellBack, failures, differentPoems, bytes, cache } = crowd;
	const { failed, cancelled, reasons } = failedClients(failures);
	return (
		<Box flexDirection="column" flexShrink={0} width={totalsWidth}>
			{status === 'running' && <Total name="on their way" count={begun - ended} tone="live" />}
			<Total name="whole poems" count={whole + fellBack} tone="good" isBold />
			<Total name="different poems" count={differentPoems} tone={differentPoems > 1 ? 'warning' : 'plain'} />
			<Total name="fell back" count={fellBack} tone="failed" />
			<Total name="failed" count={failed} tone="failed" />
			{reasons.map(({ code, clients }) => (
				<Total key={code} name={`  ${code}`} count={clients} tone="failed" />
			))}
			{cancelled > 0 && <Total name="cancelled" count={cancelled} tone="warning" />}
			<Total name="bytes" count={bytes} words={formatBytes(bytes)} />
			{cache !== undefined && <CacheTotals cache={cache} />}
		</Box>
	);
}

/** The counts of cache hits and misses, below an empty row. */
function CacheTotals({ cache }: { readonly cache: NonNullable<CrowdState['cache']> }): ReactNode {
	return (
		<Box flexDirection="column" flexShrink={0} paddingTop={1}>
			<Total name="hits" count={cache.hits} tone="hit" />
			<Total name="misses" count={cache.misses} tone="miss" />
			<Total name="collapsed" count={cache.collapsed} tone="collapsed" />
			{cache.stale > 0 && <Total name="stale" count={cache.stale} tone="stale" />}
			<Total name="upstream connections" count={cache.upstreamConnections} tone="title" isBold />
		</Box>
	);
}

interface TotalProps {
	readonly name: string;
	readonly count: number;
	/** The count as it is written, where it is no plain number. */
	readonly words?: string;
	readonly tone?: Tone;
	readonly isBold?: boolean;
}

/** A name at the left and its count at the right; a count of 0 is dim. */
function Total({ name, count, words = formatCount(count), tone, isBold = false }: TotalProps): ReactNode {
	return (
		<Box height={1} flexShrink={0} justifyContent="space-between">
			<Spans row={[span(name, isBold ? 'plain' : 'dim')]} />
			<Spans row={[count === 0 ? span(words, 'dim') : span(words, tone, isBold)]} />
		</Box>
	);
}
