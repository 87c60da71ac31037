import type { FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { defaultMaxPoemBytes } from '../../net/bounds.ts';
import { DialError } from '../../net/dial/dial-error.ts';
import type { OutgoingOptions } from '../../net/dial/outgoing-connection.ts';
import { OutgoingGroup } from '../../net/dial/outgoing-group.ts';
import type { Connection } from '../../net/listen/connection.ts';
import { formatAddress } from '../../wire/address.ts';
import { FetchReport } from './fetch-report.ts';
import type { LoopGuard, LoopGuardOptions, WatchedFetch } from './loop-guard.ts';
import type { PoemCache } from './poem-cache.ts';
import { type OpenSource, upstreamSource } from './poem-source.ts';
import { SharedFetch } from './shared-fetch.ts';
import type { SharedPoems } from './shared-poems.ts';

export interface ProxyFetchOptions extends LoopGuardOptions {
	readonly cache: PoemCache;
	/** The poems of the lab's class; absent where it is alone. */
	readonly shared?: SharedPoems | undefined;
	/** The longest poem that is passed on; 256 MiB where none is given. */
	readonly maxPoemBytes?: number;
	/** 10 s where none is given. */
	readonly connectTimeoutMs?: number;
	/** The longest that the upstream may be silent; 30 s where none is given. */
	readonly idleTimeoutMs?: number;
	/** Asked as each client comes: true where a client that misses waits on a fetch in flight. Always true where none is given. */
	readonly collapsing?: () => boolean;
}

const defaultConnectTimeoutMs = 10_000;
const defaultIdleTimeoutMs = 30_000;

/** The fetches of one proxy, and what becomes of them. */
export class ProxyFetches {
	readonly #options: ProxyFetchOptions;
	readonly #guard: LoopGuard;
	readonly #telemetry: Telemetry;
	/** The time limits of its fetches, in milliseconds, and what checks them. */
	readonly #limits: Pick<OutgoingOptions, 'connectTimeoutMs' | 'idleTimeoutMs' | 'group'>;
	/** The fetch that clients can follow, if there is one, and what is told of it. */
	#current: { readonly fetch: SharedFetch; readonly report: FetchReport } | undefined;

	constructor(options: ProxyFetchOptions, guard: LoopGuard, telemetry: Telemetry) {
		this.#options = options;
		this.#guard = guard;
		this.#telemetry = telemetry;
		const { connectTimeoutMs = defaultConnectTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = options;
		const group = new OutgoingGroup(Math.min(connectTimeoutMs, idleTimeoutMs), telemetry.now);
		this.#limits = { connectTimeoutMs, idleTimeoutMs, group };
	}

	/** True while a client that misses can wait on a fetch in flight. */
	get canCollapse(): boolean {
		return this.#isCollapsing && this.#current?.fetch.inFlight === true;
	}

	/** The fetch in flight, or a new one; without collapsing always a new one. */
	join(connection: Connection): SharedFetch {
		if (this.#current === undefined || !this.canCollapse) {
			return this.#begin(connection);
		}
		const { emit, now } = this.#telemetry;
		const { fetch, report } = this.#current;
		const told = { server: this.#options.server, connection: connection.id, fetch: fetch.id };
		const { followedLab: lab } = report;
		const withLab = lab === undefined ? {} : { lab };
		emit({ type: 'cache-collapsed', time: now(), ...told, bytesSoFar: fetch.poem.bytes, ...withLab });
		return fetch;
	}

	get #isCollapsing(): boolean {
		const { collapsing = () => true } = this.#options;
		return collapsing();
	}

	#begin(connection: Connection): SharedFetch {
		const { server, upstream, maxPoemBytes = defaultMaxPoemBytes } = this.#options;
		const id = this.#telemetry.nextId();
		const report = new FetchReport({ server, upstream, connection: connection.id, fetch: id }, this.#telemetry);
		// Whoever wants a fetch for each client wants it also where a class could give the poem.
		const shared = this.#isCollapsing && this.#options.shared?.isJoined ? this.#options.shared : undefined;
		if (shared === undefined) {
			report.answered({ state: 'alone' });
		}
		const watched = this.#guard.watch(why => fetch.fail(new DialError('loop', why)));
		const fromUpstream = this.#fromUpstream(id, watched);
		const fetch = new SharedFetch(
			{ id, maxPoemBytes },
			receiver => shared?.open(report.about, asShared(receiver, report), fromUpstream) ?? fromUpstream(receiver),
			{
				connected: connected => watched.noteConnected(connected),
				begun: () => watched.noteByte(),
				settled: settled => {
					this.#guard.noteOver(settled);
					this.#settle(settled, report, watched.hasConnected);
				},
			},
		);
		this.#guard.noteBegun(fetch, watched);
		this.#current = { fetch, report };
		return fetch;
	}

	#fromUpstream(fetch: FetchId, watched: WatchedFetch): OpenSource {
		const { server, upstream: address } = this.#options;
		const open = upstreamSource({ address, purpose: 'poem', fetch, server, ...this.#limits }, this.#telemetry);
		return receiver => {
			watched.noteConnecting();
			return open(receiver);
		};
	}

	/** Keeps the poem if it is whole, and tells what became of the fetch. */
	#settle(settled: SharedFetch, report: FetchReport, hadConnected: boolean): void {
		const { server, upstream, cache } = this.#options;
		const { id: fetch, poem } = settled;
		if (this.#current?.fetch === settled) {
			this.#current = undefined;
		}
		report.settled(settled, hadConnected);
		if (settled.error === undefined && cache.store(formatAddress(upstream), poem.pieces(), report.ageMs)) {
			const { entries: cacheEntries, bytes: cacheBytes } = cache;
			const { emit, now } = this.#telemetry;
			emit({ type: 'poem-stored', time: now(), server, fetch, bytes: poem.bytes, cacheEntries, cacheBytes });
		}
	}
}

/** A fetch as whoever has the poems of a class knows it. */
function asShared(fetch: SharedFetch, report: FetchReport) {
	return {
		poem: fetch.poem,
		get isWanted() {
			return fetch.isFollowed;
		},
		answered: report.answered.bind(report),
		connected: () => fetch.connected(),
		received: (chunk: Buffer) => fetch.received(chunk),
		over: (failure?: DialError) => fetch.over(failure),
	};
}
