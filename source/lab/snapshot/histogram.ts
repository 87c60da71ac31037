import type { Percentiles, PoemSource } from '../../events/events.ts';

/** The counts of exchanges that sent a whole poem, by the time from their opening to their end. */
export interface Histogram {
	/** The upper ends of the buckets in milliseconds, ascending. */
	readonly upToMs: readonly number[];
	/** One number for each bucket, and a last one for what took longer than all of them. */
	readonly counts: { readonly [source in PoemSource]: readonly number[] };
	/** Of each source that has any. */
	readonly percentiles: { readonly [source in PoemSource]?: Percentiles };
}
