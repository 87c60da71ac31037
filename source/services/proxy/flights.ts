import type { ServerId } from '../../events/events.ts';
import type { Address } from '../../wire/address.ts';

/** One fetch of a proxy, and the fetches of other proxies that wait on it. */
export abstract class Flight {
	readonly proxy: ServerId;
	#waiters: Set<Flight> | undefined;
	#over = false;

	constructor(proxy: ServerId) {
		this.proxy = proxy;
	}

	/** Ends the fetch, because its upstream turned out to be the proxy itself. */
	abstract fail(why: string): void;

	/** The other one, if there is one, waits on this one from now on. */
	awaitedBy(other: Flight | undefined): void {
		if (other !== undefined) {
			this.#waiters ??= new Set();
			this.#waiters.add(other);
		}
	}

	noteOver(): void {
		this.#over = true;
		this.#waiters = undefined;
	}

	/** This fetch, and those that wait on it, from it to one of this proxy's; undefined where no fetch of it waits. */
	pathTo(proxy: ServerId): readonly Flight[] | undefined {
		const paths: (readonly Flight[])[] = [[this]];
		const seen = new Set<Flight>([this]);
		for (const path of paths) {
			const last = path.at(-1);
			if (last === undefined || last.#over) {
				continue;
			}
			if (last.proxy === proxy) {
				return path;
			}
			for (const waiter of last.#waiters ?? []) {
				if (!seen.has(waiter)) {
					seen.add(waiter);
					paths.push([...path, waiter]);
				}
			}
		}
		return undefined;
	}
}

/** The two ends of an upstream connection, as far as they are needed to know it again. */
export interface Ends {
	readonly local: Address;
	readonly remotePort: number;
}

/**
 * The fetches of all proxies of one program, by the ends of their upstream connections: what a proxy accepts from one of
 * them is known by that, so that a proxy that is its own upstream can be told from any other client.
 */
export class Flights {
	readonly #byPorts = new Map<number, { readonly flight: Flight; readonly localHost: string }>();
	readonly #proxyPorts = new Set<number>();
	#connecting = 0;

	/** A proxy of this program listens at this port. */
	addProxyPort(port: number): void {
		this.#proxyPorts.add(port);
	}

	/** True where a fetch from an upstream at this port may come to one of this program's proxies. */
	mayReachProxy(port: number): boolean {
		return this.#proxyPorts.has(port);
	}

	/** True while an upstream connection is being made: then it is not known yet who made a connection that is accepted now. */
	get areConnecting(): boolean {
		return this.#connecting > 0;
	}

	noteConnecting(): void {
		this.#connecting += 1;
	}

	/** The connection is made, or will never be; gives what is to be called when it is over. */
	noteConnected(flight: Flight, ends?: Ends): () => void {
		this.#connecting -= 1;
		if (ends === undefined) {
			return () => {};
		}
		const key = keyOf(ends.local.port, ends.remotePort);
		const entry = { flight, localHost: bare(ends.local.host) };
		this.#byPorts.set(key, entry);
		return () => {
			if (this.#byPorts.get(key) === entry) {
				this.#byPorts.delete(key);
			}
		};
	}

	/** The fetch whose upstream connection was accepted at this port as this one; who its peer is, is asked only where there is any such fetch. */
	originOf(connection: { readonly peer: Address }, port: number): Flight | undefined {
		if (this.#byPorts.size === 0) {
			return undefined;
		}
		const { peer } = connection;
		const found = this.#byPorts.get(keyOf(peer.port, port));
		return found?.localHost === bare(peer.host) ? found.flight : undefined;
	}
}

function keyOf(dialPort: number, serverPort: number): number {
	return dialPort * 65_536 + serverPort;
}

/** An IPv4 address as it is, also where IPv6 has it inside of it. */
function bare(host: string): string {
	return host.replace(/^::ffff:/i, '');
}
