import type { ServerId } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import type { ConnectionBounds } from '../net/bounds.ts';
import type { Connection } from '../net/connection.ts';
import { listen } from '../net/listen.ts';
import { type Address, formatAddress } from '../wire/address.ts';
import { poemChunks } from './fetch-poem.ts';
import type { PoemCache } from './poem-cache.ts';
import { type RunningServer, runningServer } from './running-server.ts';
import { SharedFetch } from './shared-fetch.ts';

export interface CachingProxyOptions {
	readonly server: ServerId;
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly upstream: Address;
	readonly cache: PoemCache;
	/** The longest poem that is passed on; 256 MiB where none is given. */
	readonly maxPoemBytes?: number;
	/** 10 s where none is given. */
	readonly connectTimeoutMs?: number;
	/** The longest that the upstream may be silent; 30 s where none is given. */
	readonly idleTimeoutMs?: number;
	readonly bounds?: Partial<ConnectionBounds>;
}

const defaultConnectTimeoutMs = 10_000;
const defaultIdleTimeoutMs = 30_000;
/** As long as netcat's own customary `-q 1`: a client that only half-closed gets this much patience between bytes. */
const halfCloseGraceMs = 1_000;

/** A poetry server whose poem comes from its upstream, through the cache; rejects with `NetError` where it cannot listen. */
export async function startCachingProxy(
	options: CachingProxyOptions,
	instruments: Instruments,
): Promise<RunningServer> {
	const { server, host, port, bounds } = options;
	const proxy = new CachingProxy(options, instruments);
	const listener = await listen(
		{ server, host, port, bounds, halfCloseGraceMs },
		connection => {
			proxy.serve(connection);
			return undefined;
		},
		instruments,
	);
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
	readonly #instruments: Instruments;
	readonly #key: string;
	/** The fetch that clients can follow, if there is one. */
	#current: SharedFetch | undefined;

	constructor(options: CachingProxyOptions, instruments: Instruments) {
		this.#options = options;
		this.#instruments = instruments;
		this.#key = formatAddress(options.upstream);
	}

	/** Answers one client: now, from the cache, or as the poem comes. */
	serve(connection: Connection): void {
		const found = this.#options.cache.lookup(this.#key);
		if (found.state !== 'fresh') {
			void this.#passOn(connection, this.#join(connection));
			return;
		}
		const { poem, ageMs } = found;
		const { emit, now } = this.#instruments;
		const { server } = this.#options;
		emit({ type: 'cache-hit', time: now(), server, connection: connection.id, bytes: poem.bytes, ageMs });
		void sendPieces(connection, poem.pieces);
	}

	/** Fulfilled once no fetch is in flight. */
	async idle(): Promise<void> {
		await this.#current?.done;
	}

	/** The fetch in flight, or a new one. */
	#join(connection: Connection): SharedFetch {
		const { emit, now, nextId } = this.#instruments;
		const told = { server: this.#options.server, connection: connection.id };
		if (this.#current?.inFlight === true) {
			const { id: fetch, poem } = this.#current;
			emit({ type: 'cache-collapsed', time: now(), ...told, fetch, bytesSoFar: poem.bytes });
			return this.#current;
		}
		const fetch = nextId();
		const { upstream } = this.#options;
		const startedAt = now();
		emit({ type: 'cache-miss', time: startedAt, ...told, fetch });
		emit({ type: 'fetch-started', time: startedAt, ...told, fetch, ...upstream, transforms: [] });
		this.#current = this.#fetch(fetch, startedAt);
		return this.#current;
	}

	#fetch(id: number, startedAt: number): SharedFetch {
		const { server, upstream, maxPoemBytes } = this.#options;
		const { connectTimeoutMs = defaultConnectTimeoutMs, idleTimeoutMs = defaultIdleTimeoutMs } = this.#options;
		const limits = { connectTimeoutMs, idleTimeoutMs, maxPoemBytes };
		return new SharedFetch(
			id,
			signal => poemChunks(upstream, { ...limits, fetch: id, server, signal }, this.#instruments),
			fetch => this.#settle(fetch, startedAt),
		);
	}

	/** Keeps the poem if it is whole, and tells what became of the fetch. */
	#settle({ id: fetch, error, poem }: SharedFetch, startedAt: number): void {
		const { server, cache } = this.#options;
		const { emit, now } = this.#instruments;
		const time = now();
		const told = { time, server, fetch };
		const durationMs = time - startedAt;
		if (this.#current?.id === fetch) {
			this.#current = undefined;
		}
		if (error !== undefined) {
			emit({ type: 'fetch-failed', ...told, code: error.code, why: error.message, durationMs });
			return;
		}
		emit({ type: 'fetch-succeeded', ...told, bytes: poem.bytes, durationMs });
		if (cache.store(this.#key, poem.pieces())) {
			const { entries: cacheEntries, bytes: cacheBytes } = cache;
			emit({ type: 'poem-stored', ...told, bytes: poem.bytes, cacheEntries, cacheBytes });
		}
	}

	/** Passes the poem on as it comes; never rejects. */
	async #passOn(connection: Connection, fetch: SharedFetch): Promise<void> {
		try {
			for await (const piece of fetch.follow(connection.signal)) {
				if (!connection.send(piece)) {
					await connection.drained();
				}
			}
			connection.end();
		} catch {
			// Why is told by fetch-failed; here only what the client gets of it.
			if (!this.#serveStale(connection, fetch)) {
				connection.reset();
			}
		}
	}

	/** A poem past its time is better than none, as long as nothing of a newer one has been seen. */
	#serveStale(connection: Connection, { id: fetch, error, poem: newer }: SharedFetch): boolean {
		const { server, cache } = this.#options;
		const { emit, now } = this.#instruments;
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
