import type { ServerId } from '../../events/events.ts';
import type { Address } from '../../wire/address.ts';
import { type Flight, Flights } from './flights.ts';

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

/** Sees that a proxy is its own upstream: by the fetches of this program that wait on each other, and by their number. */
export class LoopGuard {
	readonly #server: ServerId;
	readonly #upstreamPort: number;
	readonly #maxSilentFetches: number;
	readonly #flights: Flights;
	/** The port at which the proxy listens. */
	#port = 0;
	/** The number of fetches that have no byte yet. */
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

	/** Knows the upstream connections of this proxy by their ports; undefined where none can be a loop of this program. */
	get flights(): Flights | undefined {
		return this.#flights.mayReachProxy(this.#upstreamPort) ? this.#flights : undefined;
	}

	/** A fetch has begun. */
	noteBegun(): void {
		this.#silent += 1;
	}

	/** A fetch has its first byte, or will never have one. */
	noteHeard(): void {
		this.#silent -= 1;
	}
}
