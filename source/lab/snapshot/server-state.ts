import type { ServerId, ServerKind } from '../../events/events.ts';

/** One server of the lab, and what it has done so far. */
export interface ServerState extends CacheCounts {
	readonly id: ServerId;
	readonly kind: ServerKind;
	/** The id without its kind: `ecstasy`, `transform`, or an upstream's `host:port`. */
	readonly name: string;
	/** Where it listens; a wildcard (`0.0.0.0`, `::`) is all addresses of the machine. */
	readonly host: string;
	readonly port: number;
	/** The hosts at which others can dial it, the most likely one first; absent where it listens on one address. */
	readonly reachableAt?: readonly string[];
	readonly status: 'listening' | 'failed' | 'stopped';
	/** True while the fault `down` makes the system refuse every new connection; the status is still `listening`. */
	readonly down: boolean;
	/** The faults that are on, in the order in which they were switched on. */
	readonly faults: readonly ActiveFault[];
	/** Clients of a proxy that miss at the same time share one fetch; absent on other servers. */
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
	/** The bytes that the cache holds for this proxy; 0 when it holds nothing. */
	readonly cachedBytes: number;
}

/** The answers of proxies, by where the poem came from. */
export interface CacheCounts {
	readonly hits: number;
	readonly misses: number;
	readonly collapsed: number;
	/** Those among the misses and the collapsed that were served a poem past its time. */
	readonly stale: number;
	/** Those among the hits that came from the cache of the class. */
	readonly classHits: number;
	/** Those among the collapsed that waited on a fetch of another lab. */
	readonly classCollapsed: number;
}

/** A fault that is on. */
export interface ActiveFault {
	readonly name: string;
	/** All of its settings, those with default values too. */
	readonly settings: Readonly<Record<string, number>>;
}
