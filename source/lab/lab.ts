import type {
	ConnectionEnd,
	ConnectionId,
	CrowdCounts,
	CrowdId,
	FailureCode,
	FetchId,
	LabEvent,
	Percentiles,
	ServerId,
	ServerKind,
} from '../events/events.ts';

/** The lab as its screen knows it. It is the same in this thread and in a worker. */
export interface Lab {
	/** Calls back after the snapshot changed, at most some ten times a second. Returns what ends the subscription. */
	subscribe(listener: () => void): () => void;
	/** The newest state. The same object until something changed; parts that did not change keep their identity. */
	snapshot(): Snapshot;
	/** Asks for something; what comes of it is seen in later snapshots. */
	dispatch(action: Action): void;
	/** Everything that is kept about one exchange: its events in order, and those of the dials and fetches tied to it. */
	detail(connection: ConnectionId): Promise<readonly LabEvent[]>;
	/** Writes the client's newest poem, in all its bytes, to a new file; a relative path is the program's own. Never rejects. */
	savePoem(path: string): Promise<PoemSaved>;
	/** Stops every server, and resolves with what was served once the ports are free. */
	close(): Promise<Totals>;
}

/** What became of a poem that was to be saved; the path is absolute. */
export type PoemSaved =
	| { readonly saved: true; readonly path: string; readonly bytes: number }
	| { readonly saved: false; readonly why: string };

/** What a person can ask of the lab. */
export type Action =
	/** Fetches a poem from `host:port` and runs it through the transforms in order; a fetch under way is cancelled. */
	| { readonly type: 'fetch'; readonly address: string; readonly transforms: readonly string[] }
	| { readonly type: 'cancel-fetch' }
	| { readonly type: 'purge-cache' }
	| { readonly type: 'add-host'; readonly address: string }
	| { readonly type: 'stop-server'; readonly server: ServerId }
	| { readonly type: 'start-server'; readonly server: ServerId }
	/** Switches a fault on for a server; settings that are not given are as by default. One of the same name is replaced. */
	| {
			readonly type: 'set-fault';
			readonly server: ServerId;
			readonly fault: string;
			readonly settings?: Readonly<Record<string, number>>;
	  }
	| { readonly type: 'clear-fault'; readonly server: ServerId; readonly fault: string }
	/** Switches every fault of every server off. */
	| { readonly type: 'clear-faults' }
	/** Whether the clients of a proxy that miss share one fetch. */
	| { readonly type: 'set-collapsing'; readonly server: ServerId; readonly on: boolean }
	/** Lets so many clients fetch from `host:port`, at once or at a rate; a crowd under way is cancelled. */
	| {
			readonly type: 'start-crowd';
			readonly address: string;
			readonly transforms: readonly string[];
			readonly clients: number;
			readonly ratePerSecond?: number;
	  }
	| { readonly type: 'cancel-crowd' }
	/** Writes every event from now on to a new file; a recording under way is stopped. What becomes of it is in `recording`. */
	| { readonly type: 'start-recording'; readonly path: string }
	| { readonly type: 'stop-recording' }
	/** Opens one bare connection, as netcat would: sends the text, if there is one, and then reads, or for now reads nothing. */
	| { readonly type: 'open-by-hand'; readonly address: string; readonly text?: string; readonly reads: boolean }
	/** Lets the connections that were opened by hand read on. */
	| { readonly type: 'read-by-hand' }
	/** Closes every connection that was opened by hand. */
	| { readonly type: 'close-by-hand' }
	/** Keeps the lab's own thread busy: nothing else happens in it meanwhile. At most {@link maxBlockMs}. */
	| { readonly type: 'block-loop'; readonly ms: number }
	| LessonAction
	| ReplayAction;

/** What a person can ask of a lesson. */
export type LessonAction =
	/** Sets the lab up for a lesson and begins it; one that is under way is left. */
	| { readonly type: 'start-lesson'; readonly name: string }
	/** Says what will happen, before it does: one of the choices, from 0. */
	| { readonly type: 'predict'; readonly choice: number }
	/** Lets the lab do the step's task in the person's place. */
	| { readonly type: 'do-task' }
	/** Goes on from this step, or from the one that is under way; a step whose task has not been done is skipped. */
	| { readonly type: 'next-step'; readonly step?: number }
	/** Takes the lesson's faults off again, and ends it. */
	| { readonly type: 'leave-lesson' };

/** The longest that the lab's thread can be kept busy on request. */
export const maxBlockMs = 10_000;

/** What a person can ask of a replay. A lab with servers ignores these, and a replay ignores all others. */
export type ReplayAction =
	/** Goes on in the pace of the recorded times; at the end, starts over. */
	| { readonly type: 'replay-play' }
	| { readonly type: 'replay-pause' }
	/** How many times as fast as it was: {@link replaySpeeds.slowest} to {@link replaySpeeds.fastest}. */
	| { readonly type: 'replay-speed'; readonly speed: number }
	/** Goes so many events further, or back where it is negative; pauses. */
	| { readonly type: 'replay-step'; readonly events: number }
	/** Goes to a place between 0, before the first event, and 1, after the last; goes on playing from there if it was. */
	| { readonly type: 'replay-jump'; readonly fraction: number };

/** How slow and how fast a replay plays, where 1 is as it was. */
export const replaySpeeds = { slowest: 0.25, fastest: 64 } as const;

/** The whole lab at one moment. Bounded, whatever the traffic. */
export interface Snapshot {
	/** In the order in which they are shown: poetry servers, proxies, the transform server. */
	readonly servers: readonly ServerState[];
	/** The exchanges that are open now, oldest first, at most {@link bounds.openShown}; `totals.open` counts all of them. */
	readonly open: readonly Exchange[];
	/** The newest exchanges, oldest first, at most {@link bounds.exchanges}. */
	readonly exchanges: readonly Exchange[];
	/** How many exchanges are no longer among `exchanges`. */
	readonly droppedExchanges: number;
	readonly totals: Totals;
	/** What the client can pick from: our poetry servers and proxies, then added ones. */
	readonly hosts: readonly Host[];
	readonly transforms: readonly TransformChoice[];
	/** The client's newest fetch. */
	readonly fetch: FetchState | undefined;
	/** The newest crowd. */
	readonly crowd: CrowdState | undefined;
	/** What all that is drawn at random comes from, where it is known. */
	readonly seed: number | undefined;
	/** What a person should know of the start, such as a default port that was taken; at most {@link bounds.notices}. */
	readonly notices: readonly string[];
	/** Exchanges that ended in each of the last seconds that had any, oldest first, at most {@link bounds.seconds}. */
	readonly perSecond: readonly SecondCount[];
	/** How long whole poems took, since the start. */
	readonly histogram: Histogram;
	/** How far the wall clock is from the times of the newest events, in milliseconds; 0 until it is set. */
	readonly clockShiftMs: number;
	/** How long the lab's event loop has kept others waiting; 0 where nobody would notice. */
	readonly lagMs: number;
	/** False until every server was started or has failed. */
	readonly ready: boolean;
	/** The newest recording; absent until one was asked for, and in a replay. */
	readonly recording?: RecordingState;
	/** Where a replay stands; absent in a lab with servers. */
	readonly replay?: ReplayState;
	/** The lessons that there are, in their order; absent in a replay. */
	readonly lessons?: readonly LessonChoice[];
	/** The lesson that is under way. */
	readonly lesson?: LessonState | undefined;
}

/** A lesson that can be started. */
export interface LessonChoice {
	readonly name: string;
	readonly title: string;
	readonly summary: string;
	/** It was gone through from its first step to its last. */
	readonly done: boolean;
}

/** What a lesson wants to be seen beside it. */
export type LessonPanel = 'servers' | 'traffic' | 'connections' | 'client' | 'poem';

/** The lesson that is under way, at one step. */
export interface LessonState {
	readonly name: string;
	readonly title: string;
	/** From 1; `steps` at most. */
	readonly step: number;
	readonly steps: number;
	/** A few plain sentences. */
	readonly text: string;
	/** A few lines of TypeScript that the step is about. */
	readonly code?: readonly string[];
	/** What is to be done. */
	readonly task: string;
	/** The exact lines for another terminal, where it can be done from there. */
	readonly shell?: readonly string[];
	/** What the lab would do now in the person's place; absent while there is nothing to do but to wait. */
	readonly deed?: string;
	/** What was seen so far, where it was not what the task asks for. */
	readonly hint?: string;
	readonly prediction?: LessonPrediction;
	/** Absent until it has happened. */
	readonly outcome?: LessonOutcome;
	/** Its last step is behind. */
	readonly done: boolean;
	/** How many steps were passed over before they had happened. */
	readonly skipped: number;
	/** The panels to show beside it, the most useful first. */
	readonly beside: readonly LessonPanel[];
	/** The name of a lesson that is not done yet, to go on with. */
	readonly next?: string;
}

export interface LessonPrediction {
	readonly question: string;
	readonly choices: readonly string[];
	/** Which of them was made, from 0; absent until then. */
	readonly chosen?: number;
}

export interface LessonOutcome {
	/** Whether the prediction held; undefined where none was made. */
	readonly held: boolean | undefined;
	/** What really happened, with its numbers. */
	readonly observed: string;
	readonly explanation: string;
}

/** A recording, as far as it has come. */
export interface RecordingState {
	readonly path: string;
	/** What the file holds so far. */
	readonly events: number;
	readonly bytes: number;
	readonly status: 'on' | 'stopped';
	/** Why it could not go on, or could not begin; absent where it was stopped on request. */
	readonly why?: string;
}

/** Where a replay stands. */
export interface ReplayState {
	/** How many events of the recording have happened: 0 to `total`. */
	readonly at: number;
	readonly total: number;
	/** When the newest of them happened: the replay's own present, in milliseconds, by the time of events. */
	readonly time: number;
	/** How far the wall clock was from that; absent where it was not. */
	readonly clockShiftMs?: number;
	/** When the first and the last event of the recording happened; of several recordings in one file, of this one. */
	readonly startTime: number;
	readonly endTime: number;
	/** The recordings that stand in the file one after the other; absent where there is only one. */
	readonly sessions?: ReplaySessions;
	/** The lesson that was under way then. */
	readonly lesson?: ReplayLesson;
	readonly playing: boolean;
	readonly speed: number;
	/** Lines of the file that are damaged, and were left out. */
	readonly skippedLines: number;
}

export interface ReplayLesson {
	readonly name: string;
	readonly title: string;
	/** From 1. */
	readonly step: number;
	readonly steps: number;
}

export interface ReplaySessions {
	/** In which of them the replay stands, from 1. */
	readonly number: number;
	/** How many events have happened when each begins. */
	readonly starts: readonly number[];
}

/** The bounds of a snapshot. */
export const bounds = {
	exchanges: 1_000,
	openShown: 500,
	seconds: 120,
	notices: 100,
	poemBytes: 262_144,
} as const;

export interface ServerState {
	readonly id: ServerId;
	readonly kind: ServerKind;
	/** The id without its kind: `ecstasy`, `transform`, or an upstream's `host:port`. */
	readonly name: string;
	readonly host: string;
	readonly port: number;
	readonly status: 'listening' | 'failed' | 'stopped';
	/** True while a fault lets the system refuse every new connection; the status is `listening` all the same. */
	readonly down: boolean;
	/** The faults that are on, in the order in which they were switched on. */
	readonly faults: readonly ActiveFault[];
	/** Whether the clients of a proxy that miss share one fetch; absent on other servers. */
	readonly collapsing?: boolean;
	/** Why it failed: the system's code, and words. */
	readonly code?: string;
	readonly why?: string;
	readonly title?: string;
	readonly bytes?: number;
	readonly slow?: boolean;
	readonly upstream?: string;
	readonly open: number;
	/** Exchanges that ended in order. */
	readonly served: number;
	/** Exchanges that failed: refused, reset, cut or over a bound. */
	readonly failed: number;
	/** Exchanges that broke off because somebody here cancelled a fetch or stopped a server: those are no failures. */
	readonly cancelled: number;
	/** Exchanges that went over a bound, among the failed. */
	readonly overBound: number;
	readonly bytesOut: number;
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	/** Those among the misses and the collapsed that were served a poem past its time. */
	readonly stale: number;
	/** The bytes that the cache holds for this proxy; 0 when it holds nothing. */
	readonly cachedBytes: number;
}

/** A fault that is on. */
export interface ActiveFault {
	readonly name: string;
	/** All of its settings, also those that are as by default. */
	readonly settings: Readonly<Record<string, number>>;
}

/** A fault that struck an exchange. */
export interface StruckFault {
	readonly name: string;
	/** What it did, such as `reset after 120 bytes`. */
	readonly what: string;
}

export interface Totals {
	readonly open: number;
	readonly served: number;
	readonly failed: number;
	/** Of exchanges, and of fetches that reached no server of ours. */
	readonly cancelled: number;
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	/** Those among the misses and the collapsed that were served a poem past its time. */
	readonly stale: number;
	readonly fetches: number;
	readonly fellBack: number;
	readonly fetchesFailed: number;
	readonly cacheEntries: number;
	readonly cacheBytes: number;
}

export type CacheOutcome = 'hit' | 'miss' | 'collapsed' | 'stale';

/** One connection's whole life on one of our servers. */
export interface Exchange {
	readonly id: ConnectionId;
	readonly server: ServerId;
	readonly kind: ServerKind;
	/** In milliseconds, by the time of events. */
	readonly openedAt: number;
	/** How far the wall clock was from that; absent where it was not. */
	readonly clockShiftMs?: number;
	readonly peerHost: string;
	readonly peerPort: number;
	/** Who the peer is, where it is one of ours. */
	readonly peer?: 'client' | 'crowd' | ServerId;
	/** The client's or proxy's fetch that this exchange serves, where it is one of ours. */
	readonly servesFetch?: FetchId;
	/** The upstream fetch that this exchange started or waited on. */
	readonly upstreamFetch?: FetchId;
	readonly cache?: CacheOutcome;
	readonly transform?: string;
	/** A transform exchange's outcome so far. */
	readonly replied?: boolean;
	/** Why it was refused, or cut. */
	readonly why?: string;
	readonly bytesIn: number;
	readonly bytesOut: number;
	readonly expectedBytes?: number;
	/** Absent while it is open. */
	readonly how?: ConnectionEnd;
	/** It broke off because a client of this lab cancelled its fetch, or because the server that it passed on was stopped. */
	readonly cancelled?: true;
	/** The faults that struck it, in that order; absent where none did. */
	readonly faults?: readonly StruckFault[];
	readonly bound?: string;
	readonly durationMs?: number;
}

export interface Host {
	/** `host:port`. */
	readonly address: string;
	/** The server's id, or the address itself where it is not ours. */
	readonly label: string;
	readonly server?: ServerId;
	readonly status: 'listening' | 'failed' | 'stopped' | 'unknown';
}

export interface TransformChoice {
	readonly name: string;
	/** One plain sentence. */
	readonly summary: string;
}

export interface TransformStep {
	readonly transform: string;
	readonly status: 'pending' | 'running' | 'succeeded' | 'failed';
	readonly why?: string;
	readonly durationMs?: number;
}

/** One fetch of the client's, as far as it has come. */
export interface FetchState {
	readonly id: FetchId;
	readonly address: string;
	/** The server's id, where it is one of ours. */
	readonly server?: ServerId;
	readonly status: 'running' | 'succeeded' | 'fell-back' | 'failed' | 'cancelled';
	readonly startedAt: number;
	/** What the proxy says of it, where the proxy is one of ours. */
	readonly cache?: CacheOutcome;
	/** The exchange on our server that served the poem, for its detail. */
	readonly connection?: ConnectionId;
	/** The poem so far, after the transforms so far: its first {@link bounds.poemBytes}. */
	readonly poem: Uint8Array;
	/** Its whole length so far. */
	readonly poemBytes: number;
	/** Its connection is made, and what it waits for is the first byte. How many will come, no client can know. */
	readonly connected?: true;
	/** From the start to the first and to the last byte of the poem. */
	readonly firstByteMs?: number;
	readonly poemMs?: number;
	readonly steps: readonly TransformStep[];
	readonly code?: FailureCode;
	readonly why?: string;
	/** Of the whole fetch, once it has ended. */
	readonly durationMs?: number;
}

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

/** How a poem came to whoever asked one of our servers for it; `direct`: from its poetry server, with no proxy of ours between. */
export type PoemSource = CacheOutcome | 'direct';

/** How many exchanges that sent a whole poem took how long, from their opening to their end. */
export interface Histogram {
	/** The upper ends of the buckets in milliseconds, ascending. */
	readonly upToMs: readonly number[];
	/** One number for each bucket, and a last one for what took longer than all of them. */
	readonly counts: { readonly [source in PoemSource]: readonly number[] };
	/** Of each source that has any. */
	readonly percentiles: { readonly [source in PoemSource]?: Percentiles };
}

export interface SecondCount {
	/** Whole seconds since the Unix epoch. */
	readonly second: number;
	readonly ended: number;
	readonly failed: number;
}
