import type { Telemetry } from '../../events/telemetry.ts';
import { defaultMaxPoemBytes } from '../../net/bounds.ts';
import { cancelled, type DialError } from '../../net/dial/dial-error.ts';
import { OutgoingConnection, type OutgoingOptions, type OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import { OutgoingGroup } from '../../net/dial/outgoing-group.ts';
import type { Connection } from '../../net/listen/connection.ts';
import { Roster } from '../../net/roster.ts';
import { formatAddress } from '../../wire/address.ts';
import { FetchReport } from './fetch-report.ts';
import type { LoopGuard, LoopGuardOptions } from './loop-guard.ts';
import type { PoemCache } from './poem-cache.ts';
import type { PoemSource } from './poem-source.ts';
import { ProxyFetch } from './proxy-fetch.ts';
import type { SharedFetch } from './shared-fetch.ts';
import type { SharedPoems } from './shared-poems.ts';

export interface ProxyFetchesOptions extends LoopGuardOptions {
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
	readonly #options: ProxyFetchesOptions;
	readonly #guard: LoopGuard;
	readonly #telemetry: Telemetry;
	/** How its fetches dial, but for their number. */
	readonly #dial: Omit<OutgoingOptions, 'fetch'>;
	/** Those in flight: one, but where collapsing is off. */
	readonly #inFlight = new Roster<ProxyFetch>();
	/** The one that clients can follow, if there is one. */
	#current: ProxyFetch | undefined;
	#tellNone: () => void = () => {};

	constructor(options: ProxyFetchesOptions, guard: LoopGuard, telemetry: Telemetry) {
		this.#options = options;
		this.#guard = guard;
		this.#telemetry = telemetry;
		const { connectTimeoutMs = defaultConnectTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = options;
		const group = new OutgoingGroup(Math.min(connectTimeoutMs, idleTimeoutMs), telemetry.now);
		const { server, upstream: address } = options;
		this.#dial = { address, purpose: 'poem', server, connectTimeoutMs, idleTimeoutMs, group };
	}

	/** True while a client that misses can wait on a fetch in flight. */
	get canCollapse(): boolean {
		return this.#isCollapsing && this.#current?.shared.inFlight === true;
	}

	/** The fetch in flight, or a new one; without collapsing always a new one. */
	join(connection: Connection): ProxyFetch {
		if (this.#current === undefined || !this.canCollapse) {
			return this.#begin(connection);
		}
		const { emit, now } = this.#telemetry;
		const { shared, report } = this.#current;
		const told = { server: this.#options.server, connection: connection.id, fetch: shared.id };
		const { followedLab: lab } = report;
		const withLab = lab === undefined ? {} : { lab };
		emit({ type: 'cache-collapsed', time: now(), ...told, bytesSoFar: shared.poem.bytes, ...withLab });
		return this.#current;
	}

	/** Ends every fetch; fulfilled once none is in flight. */
	async close(): Promise<void> {
		for (const { shared } of this.#inFlight) {
			shared.fail(cancelled());
		}
		if (this.#inFlight.size > 0) {
			await new Promise<void>(resolve => {
				this.#tellNone = resolve;
			});
		}
	}

	get #isCollapsing(): boolean {
		const { collapsing } = this.#options;
		return collapsing === undefined || collapsing();
	}

	#begin(connection: Connection): ProxyFetch {
		const { server, upstream, maxPoemBytes = defaultMaxPoemBytes } = this.#options;
		const about = { server, upstream, connection: connection.id, fetch: this.#telemetry.nextId() };
		const report = new FetchReport(about, this.#telemetry);
		// Whoever wants a fetch for each client wants it also where a class could give the poem.
		const ofClass = this.#isCollapsing && this.#options.shared?.isJoined ? this.#options.shared : undefined;
		if (ofClass === undefined) {
			report.answered({ state: 'alone' });
		}
		const fetch = new ProxyFetch({ report, guard: this.#guard, maxPoemBytes, settled: this.#settle });
		this.#inFlight.add(fetch);
		this.#current = fetch;
		const { shared } = fetch;
		shared.comesFrom(ofClass === undefined ? this.#askUpstream(fetch, shared) : this.#askClass(fetch, ofClass));
		return fetch;
	}

	#askClass(fetch: ProxyFetch, ofClass: SharedPoems): PoemSource {
		const { shared, report } = fetch;
		return ofClass.open(report.about, asShared(shared, report), receiver => this.#askUpstream(fetch, receiver));
	}

	#askUpstream(fetch: ProxyFetch, receiver: OutgoingReceiver): OutgoingConnection {
		fetch.noteConnecting();
		return new OutgoingConnection({ ...this.#dial, fetch: fetch.shared.id }, receiver, this.#telemetry);
	}

	/** Keeps the poem if it is whole, and tells what became of the fetch. */
	readonly #settle = (settled: ProxyFetch): void => {
		const { server, upstream, cache } = this.#options;
		const { shared, report, hasConnected } = settled;
		const { id: fetch, poem } = shared;
		if (this.#current === settled) {
			this.#current = undefined;
		}
		this.#inFlight.delete(settled);
		report.settled(shared, hasConnected);
		if (shared.error === undefined && cache.store(formatAddress(upstream), poem.pieces(), report.ageMs)) {
			const { entries: cacheEntries, bytes: cacheBytes } = cache;
			const { emit, now } = this.#telemetry;
			emit({ type: 'poem-stored', time: now(), server, fetch, bytes: poem.bytes, cacheEntries, cacheBytes });
		}
		if (this.#inFlight.size === 0) {
			this.#tellNone();
		}
	};
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
