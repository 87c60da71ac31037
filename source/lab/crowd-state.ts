import type { CrowdCounts, CrowdId, ServerId } from '../events/events.ts';

/** One crowd, as far as it has come. */
export interface CrowdState extends CrowdCounts {
	readonly id: CrowdId;
	readonly address: string;
	/** The server's id, where it is one of ours. */
	readonly server?: ServerId;
	readonly transforms: readonly string[];
	readonly clients: number;
	/** How many come each second; absent where all come at once. */
	readonly ratePerSecond?: number;
	/** `refused`: it could not begin. */
	readonly status: 'running' | 'ended' | 'cancelled' | 'refused';
	readonly why?: string;
	readonly startedAt: number;
	/** Of the whole crowd, once it has ended. */
	readonly durationMs?: number;
	/** What our own proxy made of its clients; absent where it went elsewhere, or to a poetry server. */
	readonly cache?: CrowdCache;
}

export interface CrowdCache {
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	readonly stale: number;
	/** Connections that the proxy made to its upstream while the crowd was there. */
	readonly upstreamConnections: number;
}
