import type { EventOf, PoemSource } from '../../events/events.ts';
import { fineBoundsMs, latencyBucket } from '../../services/crowd/latency-bounds.ts';
import type { Exchange, Histogram } from '../snapshot.ts';
import { countLatency, type LatencyCounts, noLatencies, percentilesIn, setBuckets } from './latency-counts.ts';

/** The times that whole poems took, by the source from which they came. */
export type Latencies = Readonly<Record<PoemSource, SourceLatencies>>;

interface SourceLatencies {
	/** One number for each bar of the histogram, and a last one for what took longer than all of them. */
	readonly bars: number[];
	/** The same durations, so finely that percentiles are found in them. */
	readonly fine: LatencyCounts;
}

/** Every source, in the order in which a recording tells of them. */
export const poemSources = ['hit', 'miss', 'collapsed', 'stale', 'direct'] as const satisfies readonly PoemSource[];

/** Nothing was counted yet. */
export function emptyLatencies(): Latencies {
	const none = (): SourceLatencies => ({
		bars: new Array<number>(fineBoundsMs.length + 1).fill(0),
		fine: noLatencies(),
	});
	return { hit: none(), miss: none(), collapsed: none(), stale: none(), direct: none() };
}

/** Counts one whole poem that took so many milliseconds. */
export function countPoem({ bars, fine }: SourceLatencies, ms: number): void {
	const bar = barOf(ms);
	bars[bar] = (bars[bar] ?? 0) + 1;
	countLatency(fine, ms);
}

/** Takes what had been counted of one source before a recording, or a part of that. */
export function takeFound(latencies: Latencies, found: EventOf<'latencies-found'>): void {
	const { source, count, minMs, maxMs, firstBucket, buckets } = found;
	const { bars, fine } = latencies[source];
	for (const bar of bars.keys()) {
		bars[bar] = found.bars[bar] ?? 0;
	}
	Object.assign(fine, { count, minMs, maxMs });
	setBuckets(fine, firstBucket, buckets);
}

/** The same counts, to go on with apart from these. */
export function copyOf(latencies: Latencies): Latencies {
	return structuredClone(latencies);
}

/** The histogram that is shown of these latencies. */
export function histogramOf(latencies: Latencies): Histogram {
	const { hit, miss, collapsed, stale, direct } = latencies;
	const found = poemSources.flatMap(source => {
		const percentiles = percentilesIn(latencies[source].fine);
		return percentiles === undefined ? [] : [[source, percentiles] as const];
	});
	return {
		upToMs: fineBoundsMs,
		counts: {
			hit: [...hit.bars],
			miss: [...miss.bars],
			collapsed: [...collapsed.bars],
			stale: [...stale.bars],
			direct: [...direct.bars],
		},
		percentiles: Object.fromEntries(found),
	};
}

/** The bar of a duration in milliseconds, as its index. */
export function barOf(ms: number): number {
	return latencyBucket(fineBoundsMs, ms);
}

/** The source of an exchange's poem; undefined where there is no poem, or the peer is a proxy of ours. */
export function sourceOf({ kind, cache, peer }: Exchange): PoemSource | undefined {
	return kind === 'poetry' && !peer?.startsWith('proxy/') ? 'direct' : cache;
}
