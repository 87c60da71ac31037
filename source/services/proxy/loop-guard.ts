import type { ServerId } from '../../events/events.ts';
import type { Address } from '../../wire/address.ts';
import { Flight, Flights } from './flights.ts';
import type { SharedFetch } from './shared-fetch.ts';

export interface LoopGuardOptions {
	readonly server: ServerId;
	readonly upstream: Address;
	/** The most fetches that may wait for their first byte; 1,000 where none is given. */
	readonly maxSilentFetches?: number | undefined;
	/** The fetches of all proxies of this program, by which it knows one that is its own upstream. */
	readonly flights?: Flights | undefined;
}

/** A circle of fetches of which each waits on the next. */
export interface Loop {
	readonly why: string;
	/** Ends every one of them. */
	end(): void;
}

/** A loop through another program grows as fast as it can. */
const defaultMaxSilentFetches = 1_000;

/** Knows one proxy's fetches, and which fetches of this program wait on them: so a proxy that is its own upstream is seen. */
export class LoopGuard {
	readonly #server: ServerId;
	readonly #upstreamPort: number;
	readonly #maxSilentFetches: number;
	readonly #flights: Flights;
	readonly #fetches = new Map<SharedFetch, WatchedFetch>();
	/** The port at which the proxy listens. */
	#port = 0;
	/** Fetches that have no byte yet. */
	#silent = 0;

	constructor({ server, upstream, maxSilentFetches, flights }: LoopGuardOptions) {
		this.#server = server;
		this.#upstreamPort = upstream.port;
		this.#maxSilentFetches = maxSilentFetches ?? defaultMaxSilentFetches;
		this.#flights = flights ?? new Flights();
	}

	/** Tells it the port at which the proxy listens. */
	listensAt(port: number): void {
		this.#port = port;
		this.#flights.addProxyPort(port);
	}

	/** False while it is not known yet whose connections are accepted now. */
	get isSure(): boolean {
		return !this.#flights.areConnecting;
	}

	/** True while so many fetches wait for a first byte that no other one may begin. */
	get isFull(): boolean {
		return this.#silent >= this.#maxSilentFetches;
	}

	/** The number of fetches that have no byte yet. */
	get silent(): number {
		return this.#silent;
	}

	/** Every fetch in flight: one, but where collapsing is off. */
	get fetches(): readonly SharedFetch[] {
		return [...this.#fetches.keys()];
	}

	/** The fetch, of any proxy of this program, from which a connection comes. */
	originOf(connection: { readonly peer: Address }): Flight | undefined {
		return this.#flights.originOf(connection, this.#port);
	}

	/** The circle that would close if this fetch waited on one of this proxy's; undefined where none would. */
	loopThrough(origin: Flight | undefined): Loop | undefined {
		const path = origin?.pathTo(this.#server);
		if (path === undefined) {
			return undefined;
		}
		const others = [...new Set(path.map(({ proxy }) => proxy))].filter(proxy => proxy !== this.#server);
		const through = others.length === 0 ? 'its own upstream' : `through ${others.join(' and ')} its own upstream`;
		const why = `loop: ${this.#server} is ${through}`;
		return {
			why,
			end() {
				for (const flight of path) {
					flight.fail(why);
				}
			},
		};
	}

	/** The fetch from which a connection comes, if any, waits on this one from now on. */
	noteWaits(origin: Flight | undefined, fetch: SharedFetch): void {
		if (origin !== undefined) {
			this.#fetches.get(fetch)?.flight.awaitedBy(origin);
		}
	}

	/** A fetch is about to begin; `fail` ends it with a reason. */
	watch(fail: (why: string) => void): WatchedFetch {
		this.#silent += 1;
		// Only what comes back to a proxy of this program can be a loop that its ports tell of.
		const flights = this.#flights.mayReachProxy(this.#upstreamPort) ? this.#flights : undefined;
		const flight = new Flight(this.#server, fail);
		return new WatchedFetch(flight, this.#upstreamPort, flights, () => {
			this.#silent -= 1;
		});
	}

	noteBegun(fetch: SharedFetch, watched: WatchedFetch): void {
		this.#fetches.set(fetch, watched);
	}

	noteOver(fetch: SharedFetch): void {
		this.#fetches.get(fetch)?.noteOver();
		this.#fetches.delete(fetch);
	}
}

/** Is told how far one fetch has come. */
export class WatchedFetch {
	readonly flight: Flight;
	/** Its upstream has accepted it. */
	hasConnected = false;
	readonly #upstreamPort: number;
	/** Knows its upstream connection by its ports; undefined where it cannot be a loop of this program. */
	readonly #flights: Flights | undefined;
	readonly #noteNotSilent: () => void;
	#isSilent = true;
	#isConnecting = false;
	#forget: (() => void) | undefined;

	constructor(flight: Flight, upstreamPort: number, flights: Flights | undefined, noteNotSilent: () => void) {
		this.flight = flight;
		this.#upstreamPort = upstreamPort;
		this.#flights = flights;
		this.#noteNotSilent = noteNotSilent;
	}

	/** Its upstream is about to be dialled. */
	noteConnecting(): void {
		this.#isConnecting = true;
		this.#flights?.noteConnecting();
	}

	/** The upstream connection of the fetch is made. */
	noteConnected(fetch: SharedFetch): void {
		this.hasConnected = true;
		const remotePort = this.#upstreamPort;
		this.#isConnecting = false;
		this.#forget = this.#flights?.noteConnected(this.flight, { local: fetch.local, remotePort });
	}

	noteByte(): void {
		if (this.#isSilent) {
			this.#isSilent = false;
			this.#noteNotSilent();
		}
	}

	noteOver(): void {
		this.noteByte();
		if (this.#isConnecting) {
			this.#flights?.noteConnected(this.flight);
		}
		this.#forget?.();
		this.flight.noteOver();
	}
}
