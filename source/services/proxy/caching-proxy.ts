import type { Bound, EventOf } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { type ConnectionBounds, defaultHalfCloseGraceMs } from '../../net/bounds.ts';
import type { Connection } from '../../net/listen/connection.ts';
import { listen } from '../../net/listen/listen.ts';
import type { ServerFaults } from '../../net/listen/server-faults.ts';
import { formatAddress } from '../../wire/address.ts';
import { type RunningServer, runningServer } from '../running-server.ts';
import type { Flight } from './flights.ts';
import { LoopGuard } from './loop-guard.ts';
import type { ProxyFetch } from './proxy-fetch.ts';
import { ProxyFetches, type ProxyFetchesOptions } from './proxy-fetches.ts';
import type { SharedFetch } from './shared-fetch.ts';

export interface CachingProxyOptions extends ProxyFetchesOptions {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	/** The longest that a client that has closed its side may be sent nothing; 1 s where none is given. */
	readonly halfCloseGraceMs?: number;
	readonly bounds?: Partial<ConnectionBounds>;
	readonly faults?: ServerFaults | undefined;
}

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
			await proxy.close();
		},
	};
}

class CachingProxy {
	readonly #options: CachingProxyOptions;
	readonly #telemetry: Telemetry;
	readonly #key: string;
	readonly #guard: LoopGuard;
	readonly #fetches: ProxyFetches;

	constructor(options: CachingProxyOptions, telemetry: Telemetry) {
		this.#options = options;
		this.#telemetry = telemetry;
		this.#key = formatAddress(options.upstream);
		this.#guard = new LoopGuard(options);
		this.#fetches = new ProxyFetches(options, this.#guard, telemetry);
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
		} else if (this.#fetches.canCollapse) {
			const fetch = this.#follow(connection);
			setImmediate(() => {
				const origin = this.#guard.originOf(connection);
				if (!this.#endsLoop(connection, origin)) {
					fetch.awaitedBy(origin);
				}
			});
		} else {
			// Whose connection it is, is known once all that has happened by now is told: no upstream is asked before.
			setImmediate(() => this.serve(connection, true));
		}
	}

	/** Ends every fetch that still goes on; fulfilled once none is in flight. */
	async close(): Promise<void> {
		// A turn later: what had come by then is taken in first.
		await new Promise(resolve => setImmediate(resolve));
		await this.#fetches.close();
	}

	/** Lets a client wait on a fetch, unless that would wait on itself, or so many wait that it may be so. */
	#ask(connection: Connection): void {
		if (this.#guard.isFull && !this.#fetches.canCollapse) {
			const why = `${this.#guard.silent} fetches wait for a first byte of ${this.#key}: it hangs, or this is a loop through other proxies`;
			this.#refuse(connection, { code: 'too-many', why }, 'upstream-fetches');
			return;
		}
		const origin = this.#guard.originOf(connection);
		if (!this.#endsLoop(connection, origin)) {
			this.#follow(connection).awaitedBy(origin);
		}
	}

	/** Passes the poem on as it comes, or an older one, or a reset. */
	#follow(connection: Connection): ProxyFetch {
		const fetch = this.#fetches.join(connection);
		const { shared } = fetch;
		shared.follow(connection, () => {
			// Why is told by fetch-failed; here only what the client gets of it.
			if (!connection.open || !this.#serveStale(connection, shared)) {
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
