import type {
	CacheOutcome,
	ConnectionEnd,
	ConnectionId,
	FailureCode,
	FetchId,
	RefusalCode,
	SecondCount,
	ServerId,
	ServerKind,
	StruckFault,
	TransformChoice,
} from '../events/events.ts';
import type { BatchState } from './snapshot/batch-state.ts';
import type { BoardState } from './snapshot/board-state.ts';
import type { ClassState } from './snapshot/class-state.ts';
import type { CrowdState } from './snapshot/crowd-state.ts';
import type { FetchState } from './snapshot/fetch-state.ts';
import type { Histogram } from './snapshot/histogram.ts';
import type { Host } from './snapshot/host.ts';
import type { LessonChoice, LessonState } from './snapshot/lesson-state.ts';
import type { RecordingState, ReplayState } from './snapshot/replay-state.ts';
import type { CacheCounts, ServerState } from './snapshot/server-state.ts';

/** The whole lab at one moment, as it is shown. Its size has bounds, whatever the traffic. */
export interface Snapshot {
	/** In the order in which they are shown: poetry servers, proxies, the transform server. */
	readonly servers: readonly ServerState[];
	/** The exchanges that are open now, oldest first, at most {@link bounds.openShown}; `totals.open` counts all of them. */
	readonly open: readonly Exchange[];
	/** The newest exchanges, oldest first, at most {@link bounds.exchanges}. */
	readonly exchanges: readonly Exchange[];
	/** The number of exchanges that are no longer among `exchanges`. */
	readonly droppedExchanges: number;
	readonly totals: Totals;
	/** The hosts that the client can pick from: the lab's own poetry servers and proxies, then added ones. */
	readonly hosts: readonly Host[];
	readonly transforms: readonly TransformChoice[];
	/** The transform server elsewhere that the client uses, as `host:port`; absent where it is the lab's own. */
	readonly transformServer?: string;
	/** The client's fetches in the order of their ids: all that are under way or wait for their turn, and the newest that have ended. */
	readonly fetches: readonly FetchState[];
	/** The one among them that began last. */
	readonly fetch: FetchState | undefined;
	/** The newest batches, oldest first, at most {@link bounds.batches}. */
	readonly batches: readonly BatchState[];
	/** The newest crowd. */
	readonly crowd: CrowdState | undefined;
	/** The seed of all random choices that faults make, where it is known. */
	readonly seed: number | undefined;
	/** Sentences about the start, such as of a default port that was taken; at most {@link bounds.notices}. */
	readonly notices: readonly string[];
	/** The exchanges that ended in each second, oldest first: only seconds that had any, at most {@link bounds.seconds}. */
	readonly perSecond: readonly SecondCount[];
	/** The times that whole poems took, since the start. */
	readonly histogram: Histogram;
	/** The difference of the wall clock from the times of the newest events, in milliseconds; 0 until it is set. */
	readonly clockShiftMs: number;
	/** The time for which the lab's event loop has not answered, in milliseconds; 0 below a quarter of a second. */
	readonly lagMs: number;
	/** False until every server was started or has failed. */
	readonly ready: boolean;
	/** The class that the lab is in, or would like to be in; absent where it is alone. */
	readonly class?: ClassState | undefined;
	/** The newest recording; absent until one was asked for, and in a replay. */
	readonly recording?: RecordingState | undefined;
	/** Where a replay stands; absent in a lab with servers. */
	readonly replay?: ReplayState | undefined;
	/** The lessons that there are, in their order; absent in a replay. */
	readonly lessons?: readonly LessonChoice[] | undefined;
	/** The board of a class; absent in a lab. */
	readonly board?: BoardState | undefined;
	/** The lesson that is under way. */
	readonly lesson?: LessonState | undefined;
}

/** The bounds of a snapshot. */
export const bounds = {
	exchanges: 1_000,
	openShown: 500,
	seconds: 120,
	notices: 100,
	poemBytes: 262_144,
	/** The most of the client’s fetches that are under way, or wait for their turn. */
	fetchesUnderWay: 100,
	/** The most of them that are known; the oldest that have ended are forgotten first. */
	fetches: 140,
	batches: 20,
} as const;

export interface Totals extends CacheCounts {
	readonly open: number;
	readonly served: number;
	readonly failed: number;
	/** Of exchanges, and of fetches that reached no server of ours. */
	readonly cancelled: number;
	readonly fetches: number;
	readonly fellBack: number;
	readonly fetchesFailed: number;
	readonly cacheEntries: number;
	readonly cacheBytes: number;
}

/**
 * One connection's whole life on one of our servers; or, as its client saw it, one that reached none of them.
 */
export interface Exchange {
	/** Of one that is `dialled`, the id of its dial. */
	readonly id: ConnectionId;
	/** Where it is `dialled` and no server of ours has its address, that: `host:port`. */
	readonly server: ServerId;
	/** The client or a crowd dialled, and no server of ours accepted: all of it is known by that end alone. */
	readonly dialled?: true;
	/** One that is `dialled` has its connection. */
	readonly connected?: true;
	readonly kind: ServerKind;
	/** In milliseconds, by the time of events. */
	readonly openedAt: number;
	/** The shift of the wall clock then, in milliseconds; absent where it was 0. */
	readonly clockShiftMs?: number;
	readonly peerHost: string;
	readonly peerPort: number;
	/** The lab of the class that is at that host. */
	readonly peerName?: string;
	/** The part of this lab at the other end; absent where the peer is a stranger. */
	readonly peer?: 'client' | 'crowd' | ServerId;
	/** The client's or proxy's fetch that this exchange serves, where it is one of ours. */
	readonly servesFetch?: FetchId;
	/** The upstream fetch that this exchange started or waited on. */
	readonly upstreamFetch?: FetchId;
	readonly cache?: CacheOutcome;
	/** The hit came from the cache of the class. */
	readonly cacheFrom?: 'class';
	/** The lab of the class that fetched the poem for it. */
	readonly withLab?: string;
	readonly transform?: string;
	/** A transform exchange's outcome so far. */
	readonly replied?: boolean;
	/** Why a transform was refused, in a word of ours. */
	readonly refusal?: RefusalCode;
	/** Why it was refused, or cut, or failed. */
	readonly why?: string;
	/** The failure of one that is `dialled`. */
	readonly code?: FailureCode;
	readonly bytesIn: number;
	readonly bytesOut: number;
	readonly expectedBytes?: number;
	/** Absent while it is open. Only one that is `dialled` can have `failed`. */
	readonly how?: ConnectionEnd | 'failed';
	/** It broke off because a client of this lab cancelled its fetch, or because the server that it passed on was stopped. */
	readonly cancelled?: true;
	/** The faults that struck it, in that order; absent where none did. */
	readonly faults?: readonly StruckFault[];
	readonly bound?: string;
	readonly durationMs?: number;
}
