import type { LatenciesFound } from '../../events/events.ts';
import { fineBoundsMs, latencyBucket } from '../../services/latency-bounds.ts';
import type { Exchange, Histogram, PoemSource } from '../lab.ts';
import { type LatencyCounts, noLatencies, percentilesIn, withLatencies } from './latency-counts.ts';

/** The bars of the histogram, and beside them the same durations so finely that percentiles are found in them. */
export interface Latencies extends Pick<Histogram, 'upToMs' | 'counts'> {
	readonly fine: { readonly [source in PoemSource]: LatencyCounts };
}

const none: readonly number[] = new Array<number>(fineBoundsMs.length + 1).fill(0);

/** Nothing was counted yet. */
export const emptyLatencies: Latencies = {
	upToMs: fineBoundsMs,
	counts: { hit: none, miss: none, collapsed: none, stale: none, direct: none },
	fine: { hit: noLatencies, miss: noLatencies, collapsed: noLatencies, stale: noLatencies, direct: noLatencies },
};

/** What is shown of them. */
export function histogramOf({ upToMs, counts, fine }: Latencies): Histogram {
	const percentiles = Object.fromEntries(
		Object.entries(fine).flatMap(([source, latencies]) => {
			const found = percentilesIn(latencies);
			return found === undefined ? [] : [[source, found] as const];
		}),
	);
	return { upToMs, counts, percentiles };
}

/** The latencies with more of them, in milliseconds, by their source. */
export function withMore(latencies: Latencies, more: ReadonlyMap<PoemSource, readonly number[]>): Latencies {
	const counts: Record<PoemSource, readonly number[]> = { ...latencies.counts };
	const fine: Record<PoemSource, LatencyCounts> = { ...latencies.fine };
	for (const [source, durationsMs] of more) {
		const bars = [...counts[source]];
		for (const ms of durationsMs) {
			const bucket = bucketOf(ms);
			bars[bucket] = (bars[bucket] ?? 0) + 1;
		}
		counts[source] = bars;
		fine[source] = withLatencies(fine[source], durationsMs);
	}
	return { upToMs: latencies.upToMs, counts, fine };
}

/** The latencies with what had been counted of one source before a recording, or with a part of that. */
export function withFound(latencies: Latencies, found: LatenciesFound): Latencies {
	const { source, count, minMs, maxMs, bars, firstBucket } = found;
	const known = latencies.fine[source].buckets;
	const buckets = new Uint32Array(Math.max(known.length, firstBucket + found.buckets.length));
	buckets.set(known);
	buckets.set(found.buckets, firstBucket);
	return {
		upToMs: latencies.upToMs,
		counts: { ...latencies.counts, [source]: none.map((_, bar) => bars[bar] ?? 0) },
		fine: { ...latencies.fine, [source]: { count, minMs, maxMs, buckets } },
	};
}

/** The bucket of a duration. */
export function bucketOf(durationMs: number): number {
	return latencyBucket(fineBoundsMs, durationMs);
}

/** How an exchange's poem came to its peer; undefined where there is no poem, or the peer is a proxy of ours. */
export function sourceOf({ kind, cache, peer }: Exchange): PoemSource | undefined {
	switch (kind) {
		case 'proxy':
			return cache;
		case 'poetry':
			return peer?.startsWith('proxy/') ? undefined : 'direct';
		case 'transform':
			return undefined;
	}
}
