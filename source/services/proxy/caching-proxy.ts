import type { Bound, EventOf, FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { type ConnectionBounds, defaultHalfCloseGraceMs, defaultMaxPoemBytes } from '../../net/bounds.ts';
import { DialError } from '../../net/dial/dial-error.ts';
import { OutgoingConnection, type OutgoingOptions } from '../../net/dial/outgoing-connection.ts';
import { OutgoingGroup } from '../../net/dial/outgoing-group.ts';
import type { Connection } from '../../net/listen/connection.ts';
import { listen } from '../../net/listen/listen.ts';
import type { ServerFaults } from '../../net/listen/server-faults.ts';
import { formatAddress } from '../../wire/address.ts';
import { type RunningServer, runningServer } from '../running-server.ts';
import type { Flight } from './flights.ts';
import { LoopGuard, type LoopGuardOptions } from './loop-guard.ts';
import type { PoemCache } from './poem-cache.ts';
import { SharedFetch } from './shared-fetch.ts';

export interface CachingProxyOptions extends LoopGuardOptions {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly cache: PoemCache;
	/** The longest poem that is passed on; 256 MiB where none is given. */
	readonly maxPoemBytes?: number;
	/** 10 s where none is given. */
	readonly connectTimeoutMs?: number;
	/** The longest that the upstream may be silent; 30 s where none is given. */
	readonly idleTimeoutMs?: number;
	/** The longest that a client that has closed its side may be sent nothing; 1 s where none is given. */
	readonly halfCloseGraceMs?: number;
	readonly bounds?: Partial<ConnectionBounds>;
	readonly faults?: ServerFaults | undefined;
	/** Asked as each client comes: true where a client that misses waits on a fetch in flight. Always true where none is given. */
	readonly collapsing?: () => boolean;
}

/** A proxy of another program that waits on us is, on the wire, a client like any other. */
const loopElsewhere = 'this also happens where proxies are each other’s upstream';
const defaultConnectTimeoutMs = 10_000;
const defaultIdleTimeoutMs = 30_000;

/** A poetry server whose poem comes from its upstream, through the cache; rejects with `NetError` where it cannot listen. */
export async function startCachingProxy(options: CachingProxyOptions, telemetry: Telemetry): Promise<RunningServer> {
	const { server, host, port, bounds, faults, halfCloseGraceMs = defaultHalfCloseGraceMs } = options;
	const proxy = new CachingProxy(options, telemetry);
	const listener = await listen(
		{ server, host, port, bounds, faults, halfCloseGraceMs },
		connection => void proxy.serve(connection),
		telemetry,
	);
	proxy.listensAt(listener.port);
	return {
		...runningServer(server, listener),
		async close() {
			await listener.close();
			await proxy.idle();
		},
	};
}

class CachingProxy {
	readonly #options: CachingProxyOptions;
	readonly #telemetry: Telemetry;
	readonly #key: string;
	readonly #guard: LoopGuard;
	/** The time limits of its fetches, in milliseconds, and what checks them. */
	readonly #limits: Pick<OutgoingOptions, 'connectTimeoutMs' | 'idleTimeoutMs' | 'group'>;
	/** The fetch that clients can follow, if there is one. */
	#current: SharedFetch | undefined;

	constructor(options: CachingProxyOptions, telemetry: Telemetry) {
		this.#options = options;
		this.#telemetry = telemetry;
		this.#key = formatAddress(options.upstream);
		this.#guard = new LoopGuard(options);
		const { connectTimeoutMs = defaultConnectTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = options;
		const group = new OutgoingGroup(Math.min(connectTimeoutMs, idleTimeoutMs), telemetry.now);
		this.#limits = { connectTimeoutMs, idleTimeoutMs, group };
	}

	listensAt(port: number): void {
		this.#guard.listensAt(port);
	}

	/** Answers one client: now, from the cache, or as the poem comes. */
	serve(connection: Connection, isSure = this.#guard.isSure): void {
		const found = this.#options.cache.lookup(this.#key);
		if (found.state === 'fresh') {
			const { poem, ageMs } = found;
			const { emit, now } = this.#telemetry;
			const { server } = this.#options;
			emit({ type: 'cache-hit', time: now(), server, connection: connection.id, bytes: poem.bytes, ageMs });
			void sendPieces(connection, poem.pieces);
		} else if (isSure) {
			this.#ask(connection);
		} else if (this.#canCollapse) {
			const fetch = this.#follow(connection);
			setImmediate(() => {
				const origin = this.#guard.originOf(connection);
				if (!this.#endsLoop(connection, origin)) {
					this.#guard.noteWaits(origin, fetch);
				}
			});
		} else {
			// Whose connection it is, is known once all that has happened by now is told: no upstream is asked before.
			setImmediate(() => this.serve(connection, true));
		}
	}

	/** Fulfilled once no fetch is in flight. */
	async idle(): Promise<void> {
		await Promise.all(this.#guard.fetches.map(({ done }) => done));
	}

	/** Lets a client wait on a fetch, unless that would wait on itself, or so many wait that it may be so. */
	#ask(connection: Connection): void {
		if (this.#guard.isFull && !this.#canCollapse) {
			const why = `${this.#guard.silent} fetches wait for a first byte of ${this.#key}: it hangs, or this is a loop through other proxies`;
			this.#refuse(connection, { code: 'too-many', why }, 'upstream-fetches');
			return;
		}
		const origin = this.#guard.originOf(connection);
		if (!this.#endsLoop(connection, origin)) {
			this.#guard.noteWaits(origin, this.#follow(connection));
		}
	}

	/** Passes the poem on as it comes, or an older one, or a reset. */
	#follow(connection: Connection): SharedFetch {
		const fetch = this.#join(connection);
		fetch.follow(connection, () => {
			// Why is told by fetch-failed; here only what the client gets of it.
			if (!connection.open || !this.#serveStale(connection, fetch)) {
				connection.reset();
			}
		});
		return fetch;
	}

	/** Refuses a connection that comes from a fetch on which one of this proxy's own waits, and ends those; gives whether it did. */
	#endsLoop(connection: Connection, origin: Flight | undefined): boolean {
		const loop = this.#guard.loopThrough(origin);
		if (loop !== undefined) {
			this.#refuse(connection, { code: 'loop', why: loop.why });
			loop.end();
		}
		return loop !== undefined;
	}

	#refuse(connection: Connection, reason: Pick<EventOf<'upstream-refused'>, 'code' | 'why'>, bound?: Bound): void {
		const { emit, now } = this.#telemetry;
		const { server } = this.#options;
		emit({ type: 'upstream-refused', time: now(), server, connection: connection.id, ...reason });
		connection.refuse(bound);
	}

	get #canCollapse(): boolean {
		const { collapsing = () => true } = this.#options;
		return collapsing() && this.#current?.inFlight === true;
	}

	/** The fetch in flight, or a new one; without collapsing always a new one. */
	#join(connection: Connection): SharedFetch {
		const { emit, now, nextId } = this.#telemetry;
		const { server } = this.#options;
		const told = { server, connection: connection.id };
		if (this.#current !== undefined && this.#canCollapse) {
			const { id: fetch, poem } = this.#current;
			emit({ type: 'cache-collapsed', time: now(), ...told, fetch, bytesSoFar: poem.bytes });
			return this.#current;
		}
		const fetch = nextId();
		const { upstream } = this.#options;
		const startedAt = now();
		emit({ type: 'cache-miss', time: startedAt, ...told, fetch });
		emit({ type: 'fetch-started', time: startedAt, ...told, fetch, ...upstream, transforms: [] });
		return this.#fetch(fetch, startedAt);
	}

	#fetch(id: FetchId, startedAt: number): SharedFetch {
		const { server, upstream: address, maxPoemBytes = defaultMaxPoemBytes } = this.#options;
		const dialled = { address, purpose: 'poem', fetch: id, server, ...this.#limits } as const;
		const watched = this.#guard.watch(why => shared.fail(new DialError('loop', why)));
		const shared = new SharedFetch(
			{ id, maxPoemBytes },
			receiver => new OutgoingConnection(dialled, receiver, this.#telemetry),
			{
				connected: fetch => watched.noteConnected(fetch),
				begun: () => watched.noteByte(),
				settled: fetch => {
					this.#guard.noteOver(fetch);
					this.#settle(fetch, startedAt, watched.hasConnected);
				},
			},
		);
		this.#guard.noteBegun(shared, watched);
		this.#current = shared;
		return shared;
	}

	/** Keeps the poem if it is whole, and tells what became of the fetch. */
	#settle(settled: SharedFetch, startedAt: number, hadConnected: boolean): void {
		const { id: fetch, error, poem } = settled;
		const { server, cache } = this.#options;
		const { emit, now } = this.#telemetry;
		const time = now();
		const told = { time, server, fetch };
		const durationMs = time - startedAt;
		if (this.#current === settled) {
			this.#current = undefined;
		}
		if (error !== undefined) {
			const maybeLoop = error.code === 'timed-out' && hadConnected && poem.bytes === 0 && settled.wasShared;
			const why = maybeLoop ? `${error.message}; ${loopElsewhere}` : error.message;
			emit({ type: 'fetch-failed', ...told, code: error.code, why, durationMs });
			return;
		}
		emit({ type: 'fetch-succeeded', ...told, bytes: poem.bytes, durationMs });
		if (cache.store(this.#key, poem.pieces())) {
			const { entries: cacheEntries, bytes: cacheBytes } = cache;
			emit({ type: 'poem-stored', ...told, bytes: poem.bytes, cacheEntries, cacheBytes });
		}
	}

	/** A poem past its time is better than none, as long as nothing of a newer one has been seen. */
	#serveStale(connection: Connection, { id: fetch, error, poem: newer }: SharedFetch): boolean {
		const { server, cache } = this.#options;
		const { emit, now } = this.#telemetry;
		const found = cache.lookup(this.#key);
		if (error === undefined || newer.bytes > 0 || found.state === 'absent') {
			return false;
		}
		const { poem, ageMs } = found;
		const told = { time: now(), server, connection: connection.id, fetch };
		emit({ type: 'cache-stale', ...told, bytes: poem.bytes, ageMs, why: error.message });
		void sendPieces(connection, poem.pieces);
		return true;
	}
}

/** Sends a kept poem, only as fast as the peer takes it; never rejects. */
async function sendPieces(connection: Connection, pieces: readonly Uint8Array[]): Promise<void> {
	const last = pieces.at(-1);
	for (const piece of pieces) {
		if (piece === last) {
			connection.end(piece);
		} else if (!connection.send(piece)) {
			await connection.drained();
		}
	}
}
