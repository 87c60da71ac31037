import { fineBoundsMs, latencyBucket } from '../../services/latency-bounds.ts';
import type { Exchange, Histogram, PoemSource } from '../lab.ts';

const none: readonly number[] = new Array<number>(fineBoundsMs.length + 1).fill(0);

/** Nothing was counted yet. */
export const emptyHistogram: Histogram = {
	upToMs: fineBoundsMs,
	counts: { hit: none, miss: none, collapsed: none, stale: none, direct: none },
};

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
