import type {
	BatchId,
	CacheOutcome,
	ConnectionId,
	FailureCode,
	FetchId,
	ServerId,
	TransformStep,
} from '../../events/events.ts';

/** One fetch of the client's, as far as it has come. */
export interface FetchState {
	readonly id: FetchId;
	readonly address: string;
	/** The server's id, where it is one of ours. */
	readonly server?: ServerId;
	/** `waiting`: it is part of a batch, and it is not its turn yet. */
	readonly status: 'waiting' | 'running' | 'succeeded' | 'fell-back' | 'failed' | 'cancelled';
	/** The batch that it is part of. */
	readonly batch?: BatchId;
	readonly startedAt: number;
	/** The cache outcome, where it fetches from a proxy of this lab, and the part of the class in it, as in an exchange. */
	readonly cache?: CacheOutcome;
	readonly cacheFrom?: 'class';
	readonly withLab?: string;
	/** The id of the exchange that served the poem, where the server is one of this lab. */
	readonly connection?: ConnectionId;
	/** The poem so far, after the transforms so far: its first `bounds.poemBytes`. */
	readonly poem: Uint8Array;
	/** Its whole length so far. */
	readonly poemBytes: number;
	/** Its connection is open. How many bytes will come, no client can know. */
	readonly connected?: true;
	/** From the start to the first and to the last byte of the poem. */
	readonly firstByteMs?: number;
	readonly poemMs?: number;
	readonly steps: readonly TransformStep[];
	readonly code?: FailureCode;
	readonly why?: string;
	/** From its start to its end; absent until then. */
	readonly durationMs?: number;
}
