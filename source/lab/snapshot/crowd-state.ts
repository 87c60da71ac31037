import type { CrowdCache, CrowdCounts, CrowdId, ServerId } from '../../events/events.ts';

/** One crowd: what was asked of it, and its counts so far. */
export interface CrowdState extends CrowdCounts {
	readonly id: CrowdId;
	readonly address: string;
	/** The server's id, where it is one of ours. */
	readonly server?: ServerId;
	readonly transforms: readonly string[];
	readonly clients: number;
	/** The number of clients that come each second; absent where all come at once. */
	readonly ratePerSecond?: number;
	/** `refused`: it could not begin. */
	readonly status: 'running' | 'ended' | 'cancelled' | 'refused';
	readonly why?: string;
	readonly startedAt: number;
	/** From its start to its last client's end; absent until then. */
	readonly durationMs?: number;
	/** The cache outcomes of its clients; absent where it does not fetch from a proxy of ours. */
	readonly cache?: CrowdCache;
}
