import type { BatchEnd, BatchId, BatchPromise, FetchId } from '../../events/events.ts';

/** Several fetches that the client was asked for together, and what came of them. */
export interface BatchState {
	readonly id: BatchId;
	/** The id of the first host's fetch; those of the others follow it. */
	readonly firstFetch: FetchId;
	/** The hosts as `host:port`, in the order in which they were asked for. */
	readonly addresses: readonly string[];
	readonly transforms: readonly string[];
	/** The most of its fetches that are under way at once. */
	readonly atOnce: number;
	readonly promise: BatchPromise;
	readonly startedAt: number;
	/** Absent while any of its fetches has not ended. */
	readonly end?: BatchEnd;
}
