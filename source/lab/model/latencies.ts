import type { EventOf, PoemSource } from '../../events/events.ts';
import { fineBoundsMs, latencyBucket } from '../../services/crowd/latency-bounds.ts';
import type { Histogram } from '../snapshot/histogram.ts';
import type { Exchange } from '../snapshot.ts';
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
export const poemSources = [
	...(['hit', 'class-hit', 'miss', 'collapsed', 'class-collapsed', 'stale', 'direct'] as const),
] as const satisfies readonly PoemSource[];

/** Nothing was counted yet. */
export function emptyLatencies(): Latencies {
	const none = (): SourceLatencies => ({
		bars: new Array<number>(fineBoundsMs.length + 1).fill(0),
		fine: noLatencies(),
	});
	return ofEachSource(none);
}

/** The same question asked of every source, with the answers by their names. */
function ofEachSource<T>(ask: (source: PoemSource) => T): Record<PoemSource, T> {
	return Object.fromEntries(poemSources.map(source => [source, ask(source)])) as Record<PoemSource, T>;
}

/** Counts one whole poem that took so many milliseconds. */
export function countPoem({ bars, fine }: SourceLatencies, ms: number): void {
	const bar = barIndexOf(ms);
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
	const found = poemSources.flatMap(source => {
		const percentiles = percentilesIn(latencies[source].fine);
		return percentiles === undefined ? [] : [[source, percentiles] as const];
	});
	return {
		upToMs: fineBoundsMs,
		counts: ofEachSource(source => [...latencies[source].bars]),
		percentiles: Object.fromEntries(found),
	};
}

/** The bar of a duration in milliseconds, as its index. */
export function barIndexOf(ms: number): number {
	return latencyBucket(fineBoundsMs, ms);
}

/** The source of an exchange's poem; undefined where there is no poem, or the peer is a proxy of ours. */
export function sourceOf({ kind, cache, peer, cacheFrom, withLab }: Exchange): PoemSource | undefined {
	if (kind === 'poetry' && !peer?.startsWith('proxy/')) {
		return 'direct';
	}
	if (cache === 'hit' && cacheFrom === 'class') {
		return 'class-hit';
	}
	return cache === 'collapsed' && withLab !== undefined ? 'class-collapsed' : cache;
}
