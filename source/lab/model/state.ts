import type {
	ConnectionId,
	CrowdId,
	DialId,
	FetchId,
	SecondCount,
	ServerId,
	TransformChoice,
} from '../../events/events.ts';
import type { BatchState } from '../snapshot/batch-state.ts';
import type { ClassState } from '../snapshot/class-state.ts';
import type { CrowdState } from '../snapshot/crowd-state.ts';
import type { FetchState } from '../snapshot/fetch-state.ts';
import type { LessonPlace, RecordingState } from '../snapshot/replay-state.ts';
import type { ServerState } from '../snapshot/server-state.ts';
import type { Exchange, Totals } from '../snapshot.ts';
import { copyOf, emptyLatencies, type Latencies } from './latencies.ts';

/** All that is known of the lab after some number of events. Read it at once: the next event changes it. */
export interface LabState {
	readonly servers: ReadonlyMap<ServerId, ServerState>;
	/** Every exchange that is open now, oldest first. */
	readonly open: ReadonlyMap<ConnectionId, Exchange>;
	/** The newest exchanges, in the order of their ids. */
	readonly exchanges: readonly Exchange[];
	readonly droppedExchanges: number;
	readonly totals: Totals;
	/** The client's fetches, in the order of their ids. */
	readonly fetches: ReadonlyMap<FetchId, FetchState>;
	/** The one among them that began last. */
	readonly fetch: FetchState | undefined;
	/** The newest batches, oldest first. */
	readonly batches: readonly BatchState[];
	readonly crowd: CrowdState | undefined;
	readonly seed: number | undefined;
	readonly addedHosts: readonly string[];
	readonly transforms: readonly TransformChoice[];
	/** The transform server elsewhere that the client uses, as `host:port`. */
	readonly transformServer: string | undefined;
	readonly notices: readonly string[];
	readonly perSecond: readonly SecondCount[];
	readonly latencies: Latencies;
	/** The difference of the wall clock from the events' times, in milliseconds. */
	readonly clockShiftMs: number;
	/** The number of events that were left out of what is known here. */
	readonly eventsLeftOut: number;
	readonly ready: boolean;
	readonly recording: RecordingState | undefined;
	readonly class: ClassState | undefined;
	/** The names of the class's labs, by the hosts that they are at. */
	readonly peerNames: ReadonlyMap<string, string>;
	/** The lesson that somebody is at, as events tell of it. */
	readonly lesson: LessonPlace | undefined;
	/** When somebody came to the step where that stands, in milliseconds by the time of events. */
	readonly stepSince: number | undefined;
	/** The lesson that was left before it was done; undefined once another one has begun. */
	readonly lessonLeft: LessonPlace | undefined;
	/** The names of the lessons that are done, as events tell of them. */
	readonly lessonsDone: readonly string[];
	/** The dials under way, which tie a fetch to the exchange at its other end. */
	readonly dials: ReadonlyMap<DialId, DialState>;
	/** By server and port pair: dials that have told their port. */
	readonly dialPorts: ReadonlyMap<string, DialId>;
	/** Fetches of proxies that broke off because their upstream was stopped, while exchanges that waited on them are open. */
	readonly haltedFetches: ReadonlySet<FetchId>;
	/** By server: dials that were cancelled before their exchange was seen there. */
	readonly abandonedDials: ReadonlyMap<ServerId, AbandonedDials>;
	/** By server and port pair: exchanges whose dial has not told its port yet. */
	readonly unjoined: ReadonlyMap<string, ConnectionId>;
}

/** One of our own outgoing connections, while it is open. */
export interface DialState {
	readonly fetch: FetchId;
	readonly purpose: 'poem' | 'transform';
	/** The part of the lab that dials. */
	readonly by: 'client' | 'crowd' | ServerId;
	/** The server of ours that it dials. */
	readonly to: ServerId | undefined;
	readonly localPort: number | undefined;
	readonly host: string;
	readonly port: number;
	readonly startedAt: number;
	readonly crowd?: CrowdId;
	/** The exchange at its other end, once it is known. */
	readonly connection?: ConnectionId;
}

/** The number of dials, and when the newest of them was cancelled. */
export interface AbandonedDials {
	readonly dials: number;
	readonly time: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A server or an exchange that nobody else holds, so that it may be changed in its place. */
export type Own<T extends ServerState | Exchange> = Mutable<T>;

/** A state that is the model's own: its collections and counts are changed in their place, all else is replaced. */
export interface OwnState extends Mutable<LabState> {
	servers: Map<ServerId, ServerState>;
	open: Map<ConnectionId, Exchange>;
	exchanges: Exchange[];
	totals: Mutable<Totals>;
	fetches: Map<FetchId, FetchState>;
	perSecond: Mutable<SecondCount>[];
	dials: Map<DialId, DialState>;
	dialPorts: Map<string, DialId>;
	haltedFetches: Set<FetchId>;
	abandonedDials: Map<ServerId, AbandonedDials>;
	unjoined: Map<string, ConnectionId>;
	peerNames: Map<string, string>;
}

/** A copy of the state that may be changed. It shares servers and exchanges, which must be copied before a change. */
export function ownStateOf(state: LabState): OwnState {
	return {
		...state,
		servers: new Map(state.servers),
		open: new Map(state.open),
		exchanges: [...state.exchanges],
		totals: { ...state.totals },
		fetches: new Map(state.fetches),
		perSecond: [...state.perSecond],
		latencies: copyOf(state.latencies),
		dials: new Map(state.dials),
		dialPorts: new Map(state.dialPorts),
		haltedFetches: new Set(state.haltedFetches),
		abandonedDials: new Map(state.abandonedDials),
		unjoined: new Map(state.unjoined),
		peerNames: new Map(state.peerNames),
	};
}

/** The state before the first event. */
export const noState: LabState = {
	servers: new Map(),
	open: new Map(),
	exchanges: [],
	droppedExchanges: 0,
	totals: {
		open: 0,
		served: 0,
		failed: 0,
		cancelled: 0,
		hits: 0,
		misses: 0,
		collapsed: 0,
		stale: 0,
		classHits: 0,
		classCollapsed: 0,
		fetches: 0,
		fellBack: 0,
		fetchesFailed: 0,
		cacheEntries: 0,
		cacheBytes: 0,
	},
	fetches: new Map(),
	fetch: undefined,
	batches: [],
	crowd: undefined,
	seed: undefined,
	addedHosts: [],
	transforms: [],
	transformServer: undefined,
	notices: [],
	perSecond: [],
	latencies: emptyLatencies(),
	clockShiftMs: 0,
	eventsLeftOut: 0,
	ready: false,
	recording: undefined,
	class: undefined,
	peerNames: new Map(),
	lesson: undefined,
	stepSince: undefined,
	lessonLeft: undefined,
	lessonsDone: [],
	dials: new Map(),
	dialPorts: new Map(),
	haltedFetches: new Set(),
	abandonedDials: new Map(),
	unjoined: new Map(),
};
