/**
 * The one union of events that the program emits. Everything a person sees is derived from these.
 *
 * Three kinds of id tie them together. A **connection** is one accepted connection on one of our servers: an exchange.
 * A **dial** is one connection that we opened as a client. A **fetch** is one poem asked for, by the client panel or by
 * a caching proxy. Where both ends are ours, a dial's local port is the peer port of its connection.
 *
 * An event is made of plain data, so that it crosses to another thread and into a file as it is.
 */
export type LabEvent =
	| ServerListening
	| ServerFailed
	| ServerClosed
	| Ready
	| HostAdded
	| PoemSkipped
	| TransformsLoaded
	| TransformBrokeDown
	| ConnectionOpened
	| BytesReceived
	| BytesSent
	| ConnectionClosed
	| DialStarted
	| DialConnected
	| DialSent
	| DialReceived
	| DialClosed
	| CacheHit
	| CacheMiss
	| CacheCollapsed
	| CacheStale
	| UpstreamRefused
	| PoemStored
	| PoemEvicted
	| CachePurged
	| TransformRequested
	| TransformReplied
	| TransformRefused
	| FetchStarted
	| PoemReceived
	| FetchTransformStarted
	| FetchTransformSucceeded
	| FetchTransformFailed
	| FetchSucceeded
	| FetchFellBack
	| FetchFailed
	| FaultSet
	| FaultCleared
	| FaultStruck
	| CollapsingSet
	| CrowdStarted
	| CrowdProgressed
	| CrowdEnded
	| LoopBlocked
	| ClockChanged
	| LessonReached
	| LessonLeft
	| ConnectionFoundOpen
	| DialFoundOpen
	| FetchFoundRunning
	| CrowdFoundRunning
	| CountsFound
	| ServerCountsFound
	| LatenciesFound
	| RecordingStarted
	| RecordingStopped;

/** Takes one event; what it does with it must never throw. */
export type Emit = (event: LabEvent) => void;

export type ServerKind = 'poetry' | 'transform' | 'proxy';
/** `poetry/<poem>`, `transform`, `proxy/<poem>` or `proxy/<host:port>`. */
export type ServerId = string;
export type ConnectionId = number;
export type DialId = number;
export type FetchId = number;
export type CrowdId = number;

interface Timed {
	/**
	 * Milliseconds since the Unix epoch, with a fraction, by the wall clock as it was at the start: it never goes back,
	 * also where the clock is set, and goes on while the machine sleeps. What the clock said then is this time and the
	 * shifts of every `clock-changed` before it.
	 */
	readonly time: number;
}

interface OfServer extends Timed {
	readonly server: ServerId;
}

interface OfConnection extends OfServer {
	readonly connection: ConnectionId;
}

interface OfDial extends Timed {
	readonly dial: DialId;
	readonly fetch: FetchId;
}

interface Chunk {
	readonly data: Uint8Array;
	/** The chunk's true length, where a recording kept only its first bytes. */
	readonly dataBytes?: number;
}

interface OfFetch extends Timed {
	readonly fetch: FetchId;
	/** The proxy that fetches; absent where the client does. */
	readonly server?: ServerId;
}

/** A server accepts connections. */
export interface ServerListening extends OfServer {
	readonly type: 'server-listening';
	readonly kind: ServerKind;
	readonly host: string;
	readonly port: number;
	/** A poetry server's poem: its first line, its length, and whether it is sent slowly. */
	readonly title?: string;
	readonly bytes?: number;
	readonly slow?: boolean;
	/** A proxy's upstream, as `host:port`. */
	readonly upstream?: string;
	/** The default port that was taken, where another one was used in its place. */
	readonly insteadOfPort?: number;
}

/** A server could not listen; the others run. */
export interface ServerFailed extends OfServer {
	readonly type: 'server-failed';
	readonly kind: ServerKind;
	readonly host: string;
	readonly port: number;
	/** The system's code, such as `EADDRINUSE`. */
	readonly code: string;
	readonly why: string;
}

/** A server that was listening has stopped, and its port is free. */
export interface ServerClosed extends OfServer {
	readonly type: 'server-closed';
}

/** Every server was started or has failed. */
export interface Ready extends Timed {
	readonly type: 'ready';
	readonly servers: number;
	readonly failed: number;
	/** What all that is drawn at random comes from: the same seed gives the same run again. */
	readonly seed?: number;
}

/** One more host that the client can pick. */
export interface HostAdded extends Timed {
	readonly type: 'host-added';
	readonly host: string;
	readonly port: number;
}

/** A `*.txt` among the poems that is no poem; the others are served. */
export interface PoemSkipped extends Timed {
	readonly type: 'poem-skipped';
	/** The file's name. */
	readonly file: string;
	readonly why: string;
}

/** The transforms that the transform server knows, and what did not load. */
export interface TransformsLoaded extends Timed {
	readonly type: 'transforms-loaded';
	readonly transforms: readonly { readonly name: string; readonly summary: string }[];
	readonly problems: readonly string[];
}

/** A module of the user's own transforms broke down while no request waited for it; the next one starts it anew. */
export interface TransformBrokeDown extends Timed {
	readonly type: 'transform-broke-down';
	/** The module's file. */
	readonly file: string;
	readonly why: string;
}

export interface ConnectionOpened extends OfConnection {
	readonly type: 'connection-opened';
	readonly peerHost: string;
	readonly peerPort: number;
	/** How many bytes will be sent, where that is known at the start. */
	readonly expectedBytes?: number;
}

/** One chunk as the socket gave it to us. */
export interface BytesReceived extends OfConnection, Chunk {
	readonly type: 'bytes-received';
}

/** One write to the socket. */
export interface BytesSent extends OfConnection, Chunk {
	readonly type: 'bytes-sent';
}

/**
 * How a server's connection ended.
 * - `ended`: in order, with everything said; where a fault closed it in order, `faults` has that fault's name.
 * - `refused`: closed without a reply, because the request could not be answered.
 * - `left`: the peer closed before it had everything; with the bound `half-close`, it is only taken to have left.
 * - `reset`: the peer reset it.
 * - `cut`: we reset it, because what we were passing on broke off, or because a fault did.
 * - `over-bound`: it went over a bound; `bound` names it.
 * - `stopped`: the server was stopped.
 */
export type ConnectionEnd = 'ended' | 'refused' | 'left' | 'reset' | 'cut' | 'over-bound' | 'stopped';

/**
 * What a stranger may cost. `half-close` is no blame: a peer that had closed its side was sent nothing for so long that it
 * was taken to have left.
 */
export type Bound =
	| 'connections'
	| 'request-bytes'
	| 'request-time'
	| 'read-time'
	| 'half-close'
	| 'upstream-fetches'
	| 'descriptors';

export interface ConnectionClosed extends OfConnection {
	readonly type: 'connection-closed';
	readonly bytesIn: number;
	readonly bytesOut: number;
	readonly how: ConnectionEnd;
	readonly bound?: Bound;
	/** The names of the faults that struck it, in that order; absent where none did. */
	readonly faults?: readonly string[];
	readonly durationMs: number;
}

export interface DialStarted extends OfDial {
	readonly type: 'dial-started';
	readonly host: string;
	readonly port: number;
	readonly purpose: 'poem' | 'transform';
	/** The proxy that dials; absent where the client does. */
	readonly server?: ServerId;
	/** The crowd that dials; of its dials only the start, the connecting and the close are told. */
	readonly crowd?: CrowdId;
}

export interface DialConnected extends OfDial {
	readonly type: 'dial-connected';
	/** Our end's port: the peer port of the server's connection. */
	readonly localPort: number;
}

export interface DialSent extends OfDial, Chunk {
	readonly type: 'dial-sent';
}

export interface DialReceived extends OfDial, Chunk {
	readonly type: 'dial-received';
}

/** What went wrong with a dial or with what came over it. */
export type FailureCode =
	| 'refused'
	| 'unreachable'
	| 'reset'
	| 'timed-out'
	| 'empty'
	| 'closed-without-reply'
	| 'bad-reply'
	| 'too-long'
	| 'loop'
	| 'cancelled';

export interface DialClosed extends OfDial {
	readonly type: 'dial-closed';
	readonly bytesIn: number;
	readonly bytesOut: number;
	/** Absent where it ended in order. */
	readonly failure?: FailureCode;
	readonly why?: string;
	readonly durationMs: number;
}

/** The poem came from the cache. */
export interface CacheHit extends OfConnection {
	readonly type: 'cache-hit';
	readonly bytes: number;
	readonly ageMs: number;
}

/** The poem was not in the cache, or past its time, and is fetched. */
export interface CacheMiss extends OfConnection {
	readonly type: 'cache-miss';
	readonly fetch: FetchId;
}

/** The client waits on a fetch that was already in flight. */
export interface CacheCollapsed extends OfConnection {
	readonly type: 'cache-collapsed';
	readonly fetch: FetchId;
	/** What had already arrived, and was sent at once. */
	readonly bytesSoFar: number;
}

/** The fetch failed, and a poem past its time was served. */
export interface CacheStale extends OfConnection {
	readonly type: 'cache-stale';
	readonly fetch: FetchId;
	readonly bytes: number;
	readonly ageMs: number;
	readonly why: string;
}

/** The proxy does not ask its upstream for this client. */
export interface UpstreamRefused extends OfConnection {
	readonly type: 'upstream-refused';
	/** `loop`: what the client waits for would wait for it; `too-many`: so many fetches have no byte yet that it may be so. */
	readonly code: 'loop' | 'too-many';
	readonly why: string;
}

/** A poem ended in order and is in the cache now. */
export interface PoemStored extends OfServer {
	readonly type: 'poem-stored';
	readonly fetch: FetchId;
	readonly bytes: number;
	/** The whole cache after it. */
	readonly cacheEntries: number;
	readonly cacheBytes: number;
}

/** A poem left the cache to make room for others. */
export interface PoemEvicted extends Timed {
	readonly type: 'poem-evicted';
	/** The upstream it came from, as `host:port`. */
	readonly upstream: string;
	readonly cacheEntries: number;
	readonly cacheBytes: number;
}

/** The cache was emptied on request. */
export interface CachePurged extends Timed {
	readonly type: 'cache-purged';
	readonly entries: number;
}

/** The transform's name as the stranger sent it: anything at all. */
export interface TransformRequested extends OfConnection {
	readonly type: 'transform-requested';
	readonly transform: string;
	readonly bytes: number;
}

export interface TransformReplied extends OfConnection {
	readonly type: 'transform-replied';
	readonly transform: string;
	readonly bytes: number;
	readonly durationMs: number;
}

export type RefusalCode =
	| 'bad-netstring'
	| 'too-long'
	| 'incomplete'
	| 'no-dot'
	| 'bad-utf-8'
	| 'unknown-transform'
	| 'transform-threw'
	| 'request-time';

/** The transform server closed without a reply. The client can not know why; this event does. */
export interface TransformRefused extends OfConnection {
	readonly type: 'transform-refused';
	readonly transform?: string;
	readonly code: RefusalCode;
	readonly why: string;
}

export interface FetchStarted extends OfFetch {
	readonly type: 'fetch-started';
	readonly host: string;
	readonly port: number;
	readonly transforms: readonly string[];
	/** The proxy's connection that asked for it first. */
	readonly connection?: ConnectionId;
}

/** The whole poem arrived; its transforms come next. */
export interface PoemReceived extends OfFetch {
	readonly type: 'poem-received';
	readonly bytes: number;
	readonly durationMs: number;
}

export interface FetchTransformStarted extends OfFetch {
	readonly type: 'fetch-transform-started';
	readonly transform: string;
	/** Which of the fetch's transforms, from 0. */
	readonly step: number;
}

export interface FetchTransformSucceeded extends OfFetch {
	readonly type: 'fetch-transform-succeeded';
	readonly transform: string;
	readonly step: number;
	/** The poem's length. */
	readonly bytes: number;
	/** The poem; in a recording, its first bytes. */
	readonly poem: Uint8Array;
	readonly durationMs: number;
}

/** The transform failed, and the poem stays as it was before it. */
export interface FetchTransformFailed extends OfFetch {
	readonly type: 'fetch-transform-failed';
	readonly transform: string;
	readonly step: number;
	readonly code: FailureCode;
	readonly why: string;
	readonly durationMs: number;
}

/** The poem is here, and every transform worked. */
export interface FetchSucceeded extends OfFetch {
	readonly type: 'fetch-succeeded';
	readonly bytes: number;
	readonly durationMs: number;
}

/** The poem is here, and at least one transform did not work. */
export interface FetchFellBack extends OfFetch {
	readonly type: 'fetch-fell-back';
	readonly bytes: number;
	/** Each transform that failed, with its reason. */
	readonly why: string;
	readonly durationMs: number;
}

export interface FetchFailed extends OfFetch {
	readonly type: 'fetch-failed';
	readonly code: FailureCode;
	readonly why: string;
	readonly durationMs: number;
}

/** A fault is on, with these settings; one of the same name that was on before is replaced. */
export interface FaultSet extends OfServer {
	readonly type: 'fault-set';
	readonly fault: string;
	readonly settings: Readonly<Record<string, number>>;
}

/** A fault is off. */
export interface FaultCleared extends OfServer {
	readonly type: 'fault-cleared';
	readonly fault: string;
}

/** A fault did something to a connection: once for each fault and connection, when it begins. */
export interface FaultStruck extends OfConnection {
	readonly type: 'fault-struck';
	readonly fault: string;
	/** Such as `reset after 120 bytes`. */
	readonly what: string;
}

/** From now on a proxy's clients share a fetch, or each that misses has its own. */
export interface CollapsingSet extends OfServer {
	readonly type: 'collapsing-set';
	readonly on: boolean;
}

/** Many clients begin to fetch one poem. Their own fetches are not told by events; the totals are. */
export interface CrowdStarted extends Timed {
	readonly type: 'crowd-started';
	readonly crowd: CrowdId;
	readonly host: string;
	readonly port: number;
	readonly transforms: readonly string[];
	readonly clients: number;
	/** How many come each second; absent where all come at once. */
	readonly ratePerSecond?: number;
}

/** What the clients of a crowd have come to. Each that has begun and ended is in one of `whole`, `fellBack` and `failures`. */
export interface CrowdCounts {
	readonly begun: number;
	readonly ended: number;
	/** Poems that ended in order, with every transform. */
	readonly whole: number;
	readonly fellBack: number;
	/** The rest, by why there is no poem, in the words of the first of each; `cancelled` where the crowd was. */
	readonly failures: readonly { readonly code: FailureCode; readonly clients: number; readonly why?: string }[];
	/** How many different poems came: where it is not 1, not all clients were told the same. */
	readonly differentPoems: number;
	readonly bytes: number;
	/** How many clients had their first byte, and all of it, within so many milliseconds of beginning, and not within fewer. */
	readonly latencies: readonly LatencyBucket[];
	/** From beginning to the first byte, and to the end of the poem with its transforms; absent where none came. */
	readonly firstByteMs?: Percentiles;
	readonly wholeMs?: Percentiles;
}

/** Of some durations in milliseconds: so many percent of them took no longer, by the nearest rank, and none took longer than `max`. */
export interface Percentiles {
	readonly p50: number;
	readonly p90: number;
	readonly p99: number;
	readonly max: number;
}

export interface LatencyBucket {
	/** Absent in the last bucket, which has no end. */
	readonly upToMs?: number;
	readonly firstByte: number;
	readonly whole: number;
}

/** How far a crowd has come; told some ten times a second, however many clients it has. */
export interface CrowdProgressed extends Timed, CrowdCounts {
	readonly type: 'crowd-progressed';
	readonly crowd: CrowdId;
}

/** Every client of a crowd has ended, or the crowd was cancelled or could not begin. */
export interface CrowdEnded extends Timed, CrowdCounts {
	readonly type: 'crowd-ended';
	readonly crowd: CrowdId;
	readonly how: 'ended' | 'cancelled' | 'refused';
	/** Why it was refused. */
	readonly why?: string;
	readonly durationMs: number;
}

/** The lab's event loop was kept busy on request, and has just come free again: nothing else happened in that time. */
export interface LoopBlocked extends Timed {
	readonly type: 'loop-blocked';
	readonly durationMs: number;
}

/** Somebody has set the wall clock, or a time server has; noticed with the next event after it. */
export interface ClockChanged extends Timed {
	readonly type: 'clock-changed';
	/** How far it was set, in milliseconds; negative where it was set back. */
	readonly shiftMs: number;
}

/** Somebody is at this step of a lesson now. */
export interface LessonReached extends Timed {
	readonly type: 'lesson-reached';
	readonly lesson: string;
	readonly title: string;
	/** From 1; `steps` at most. */
	readonly step: number;
	readonly steps: number;
}

/** The lesson is over, or was left. */
export interface LessonLeft extends Timed {
	readonly type: 'lesson-left';
	readonly lesson: string;
}

/** What was under way already when the recording began in which this stands: nothing of it is counted there. */
interface FoundUnderWay {
	/** How long it had been going on. */
	readonly ageMs: number;
}

/** A connection that was open when a recording began, with what had become of it by then. */
export interface ConnectionFoundOpen extends OfConnection, FoundUnderWay {
	readonly type: 'connection-found-open';
	readonly peerHost: string;
	readonly peerPort: number;
	readonly expectedBytes?: number;
	/** What had come and gone before the recording. */
	readonly bytesIn: number;
	readonly bytesOut: number;
	/** Who of ours dialled, and for which fetch. */
	readonly peer?: string;
	readonly servesFetch?: FetchId;
	/** What the cache had made of it, and the fetch that it waits on. */
	readonly cache?: 'hit' | 'miss' | 'collapsed' | 'stale';
	readonly upstreamFetch?: FetchId;
	readonly transform?: string;
	readonly replied?: boolean;
	readonly why?: string;
	/** Whoever dialled had cancelled it, which its server had not seen yet. */
	readonly cancelled?: boolean;
	/** The faults that had struck it, and what each did. */
	readonly faults?: readonly { readonly name: string; readonly what: string }[];
}

/** A connection that we had opened when a recording began; what had come over it is told by whoever accepted it. */
export interface DialFoundOpen extends OfDial, FoundUnderWay {
	readonly type: 'dial-found-open';
	readonly host: string;
	readonly port: number;
	readonly purpose: 'poem' | 'transform';
	readonly server?: ServerId;
	readonly crowd?: CrowdId;
	/** Absent where it was not connected yet. */
	readonly localPort?: number;
}

/** A fetch that was running when a recording began: the client's, with its poem so far and its transforms, or a proxy's. */
export interface FetchFoundRunning extends OfFetch, FoundUnderWay {
	readonly type: 'fetch-found-running';
	readonly host: string;
	readonly port: number;
	readonly transforms: readonly string[];
	/** The proxy's connection that asked for it first, where it is still open. */
	readonly connection?: ConnectionId;
	/** How much of the poem had come; in a recording, of the poem itself only the first bytes. */
	readonly bytes: number;
	readonly poem: Uint8Array;
	readonly firstByteMs?: number;
	readonly poemMs?: number;
	/** How far each transform had come. */
	readonly steps: readonly FoundStep[];
}

export interface FoundStep {
	readonly transform: string;
	readonly status: 'pending' | 'running' | 'succeeded' | 'failed';
	readonly why?: string;
	readonly durationMs?: number;
}

/** A crowd that was under way when a recording began, and how far it had come. */
export interface CrowdFoundRunning extends Timed, CrowdCounts, FoundUnderWay {
	readonly type: 'crowd-found-running';
	readonly crowd: CrowdId;
	readonly host: string;
	readonly port: number;
	readonly transforms: readonly string[];
	readonly clients: number;
	readonly ratePerSecond?: number;
	/** What our own proxy had made of its clients. */
	readonly cache?: FoundCache;
}

export interface FoundCache {
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	readonly stale: number;
	readonly upstreamConnections: number;
}

/** What a lab had counted when a recording began: what is counted after it is added to that. */
export interface CountsFound extends Timed {
	readonly type: 'counts-found';
	/** How many exchanges had ended, of which the recording knows no more. */
	readonly exchanges: number;
	readonly served: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	readonly stale: number;
	readonly fetches: number;
	readonly fellBack: number;
	readonly fetchesFailed: number;
	/** Of the last seconds in which any exchange ended, as seconds since the Unix epoch, oldest first. */
	readonly perSecond: readonly { readonly second: number; readonly ended: number; readonly failed: number }[];
}

/** The same of one server. */
export interface ServerCountsFound extends Timed {
	readonly type: 'server-counts-found';
	readonly server: ServerId;
	readonly served: number;
	readonly failed: number;
	readonly cancelled: number;
	readonly overBound: number;
	readonly bytesOut: number;
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	readonly stale: number;
}

/** The same of how long whole poems had taken; in parts, where there are many buckets. */
export interface LatenciesFound extends Timed {
	readonly type: 'latencies-found';
	readonly source: 'hit' | 'miss' | 'collapsed' | 'stale' | 'direct';
	readonly count: number;
	readonly minMs: number;
	readonly maxMs: number;
	/** One number for each bar of the histogram. */
	readonly bars: readonly number[];
	/** The fine buckets of this part, and the place of its first one. */
	readonly firstBucket: number;
	readonly buckets: readonly number[];
}

/** From now on every event goes into a file as well. Neither this event nor its counterpart is in the recording itself. */
export interface RecordingStarted extends Timed {
	readonly type: 'recording-started';
	readonly path: string;
}

/** A recording is complete, or could not go on, or could not even begin. */
export interface RecordingStopped extends Timed {
	readonly type: 'recording-stopped';
	readonly path: string;
	/** What the file holds: whole lines, one an event. */
	readonly events: number;
	readonly bytes: number;
	/** Why it could not go on; absent where it was stopped on request. */
	readonly why?: string;
}
