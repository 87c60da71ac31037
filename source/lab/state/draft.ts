import type { ConnectionId, DialId, ServerId } from '../../events/events.ts';
import {
	bounds,
	type Exchange,
	type FetchState,
	type PoemSource,
	type SecondCount,
	type ServerState,
	type Totals,
} from '../lab.ts';
import { withMore } from './histogram.ts';
import type { DialState, LabState } from './state.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The next state while a batch of events is folded into it. Each collection, and each exchange and server in it, is copied
 * once a batch, on its first change, and not once an event: the fold stays pure from outside and cheap under load.
 */
export class Draft {
	readonly #base: LabState;
	readonly #next: Mutable<LabState>;
	#servers: Map<ServerId, ServerState> | undefined;
	#open: Map<ConnectionId, Exchange> | undefined;
	#dials: Map<DialId, DialState> | undefined;
	#dialPorts: Map<string, DialId> | undefined;
	#unjoined: Map<string, ConnectionId> | undefined;
	#exchanges: Exchange[] | undefined;
	#perSecond: SecondCount[] | undefined;
	/** The exchanges and servers that were made in this batch, and may be changed in their place. */
	readonly #made = new Set<Mutable<Exchange> | Mutable<ServerState>>();
	#totals: Mutable<Totals> | undefined;
	readonly #latencies = new Map<PoemSource, number[]>();
	#poemChunks: Uint8Array[] = [];
	/** How many of the poem's first bytes are held, in the fetch and in the chunks. */
	#poemHeld: number;

	constructor(base: LabState) {
		this.#base = base;
		this.#next = { ...base };
		this.#poemHeld = base.fetch?.poem.length ?? 0;
	}

	/** The state so far, to read. */
	get now(): LabState {
		return this.#next;
	}

	get servers(): Map<ServerId, ServerState> {
		this.#servers ??= new Map(this.#base.servers);
		this.#next.servers = this.#servers;
		return this.#servers;
	}

	get open(): Map<ConnectionId, Exchange> {
		this.#open ??= new Map(this.#base.open);
		this.#next.open = this.#open;
		return this.#open;
	}

	get dials(): Map<DialId, DialState> {
		this.#dials ??= new Map(this.#base.dials);
		this.#next.dials = this.#dials;
		return this.#dials;
	}

	get dialPorts(): Map<string, DialId> {
		this.#dialPorts ??= new Map(this.#base.dialPorts);
		this.#next.dialPorts = this.#dialPorts;
		return this.#dialPorts;
	}

	get unjoined(): Map<string, ConnectionId> {
		this.#unjoined ??= new Map(this.#base.unjoined);
		this.#next.unjoined = this.#unjoined;
		return this.#unjoined;
	}

	get totals(): Mutable<Totals> {
		this.#totals ??= { ...this.#base.totals };
		this.#next.totals = this.#totals;
		return this.#totals;
	}

	/** What ended in each of the last seconds, oldest first. */
	get perSecond(): SecondCount[] {
		this.#perSecond ??= [...this.#base.perSecond];
		this.#next.perSecond = this.#perSecond;
		return this.#perSecond;
	}

	/** Sets what has no collection of its own to copy. */
	set<
		K extends
			| 'addedHosts'
			| 'transforms'
			| 'notices'
			| 'ready'
			| 'clockShiftMs'
			| 'recording'
			| 'seed'
			| 'crowd'
			| 'lesson'
			| 'haltedFetches'
			| 'abandonedDials'
			| 'droppedExchanges'
			| 'latencies',
	>(key: K, value: LabState[K]): void {
		this.#next[key] = value;
	}

	/** Counts how long one whole poem took; all of a batch are taken in at its end. */
	countLatency(source: PoemSource, durationMs: number): void {
		const known = this.#latencies.get(source);
		if (known === undefined) {
			this.#latencies.set(source, [durationMs]);
		} else {
			known.push(durationMs);
		}
	}

	changeServer(id: ServerId, change: (server: ServerState) => Partial<ServerState>): void {
		const server = this.#next.servers.get(id);
		if (server && this.#made.has(server)) {
			Object.assign(server, change(server));
		} else if (server) {
			const made = { ...server, ...change(server) };
			this.#made.add(made);
			this.servers.set(id, made);
		}
	}

	/** Adds an exchange, which is the draft's own from now on. */
	addExchange(exchange: Exchange): void {
		this.#made.add(exchange);
		this.open.set(exchange.id, exchange);
		const exchanges = this.#ownExchanges();
		exchanges.push(exchange);
		if (exchanges.length >= 2 * bounds.exchanges) {
			this.#dropOldest(exchanges);
		}
	}

	/** An exchange that is open or still among the newest. */
	exchange(id: ConnectionId): Exchange | undefined {
		return this.#next.open.get(id) ?? this.#next.exchanges[indexOf(this.#next.exchanges, id)];
	}

	changeExchange(id: ConnectionId, change: Partial<Exchange>): Exchange | undefined {
		const exchange = this.exchange(id);
		if (!exchange) {
			return undefined;
		}
		if (this.#made.has(exchange)) {
			return Object.assign(exchange, change);
		}
		const changed = { ...exchange, ...change };
		this.#made.add(changed);
		if (this.#next.open.has(id)) {
			this.open.set(id, changed);
		}
		const index = indexOf(this.#next.exchanges, id);
		if (index >= 0) {
			this.#ownExchanges()[index] = changed;
		}
		return changed;
	}

	setFetch(fetch: FetchState): void {
		this.#next.fetch = fetch;
		this.#poemChunks = [];
		this.#poemHeld = fetch.poem.length;
	}

	changeFetch(change: Partial<FetchState>): void {
		if (change.poem) {
			this.#poemChunks = [];
			this.#poemHeld = change.poem.length;
		}
		if (this.#next.fetch) {
			this.#next.fetch = { ...this.#next.fetch, ...change };
		}
	}

	/**
	 * More of the poem of the client's fetch; the chunks are joined once, at the end of the batch. What comes after a
	 * chunk of which only the first bytes are known is counted, but not held: the poem is without gaps.
	 */
	appendToPoem(chunk: Uint8Array, length: number): void {
		const fetch = this.#next.fetch;
		if (!fetch) {
			return;
		}
		if (fetch.poemBytes < bounds.poemBytes && fetch.poemBytes === this.#poemHeld) {
			this.#poemChunks.push(chunk);
			this.#poemHeld += chunk.length;
		}
		this.#next.fetch = { ...fetch, poemBytes: fetch.poemBytes + length };
	}

	finish(): LabState {
		if (this.#exchanges) {
			this.#dropOldest(this.#exchanges);
		}
		if (this.#poemChunks.length > 0 && this.#next.fetch) {
			const whole = Buffer.concat([this.#next.fetch.poem, ...this.#poemChunks]);
			this.#next.fetch = { ...this.#next.fetch, poem: new Uint8Array(whole.subarray(0, bounds.poemBytes)) };
		}
		if (this.#latencies.size > 0) {
			this.#next.latencies = withMore(this.#next.latencies, this.#latencies);
		}
		return this.#next;
	}

	#ownExchanges(): Exchange[] {
		this.#exchanges ??= [...this.#base.exchanges];
		this.#next.exchanges = this.#exchanges;
		return this.#exchanges;
	}

	#dropOldest(exchanges: Exchange[]): void {
		const surplus = exchanges.length - bounds.exchanges;
		if (surplus <= 0) {
			return;
		}
		exchanges.splice(0, surplus);
		this.#next.droppedExchanges += surplus;
	}
}

/** Where the exchange with this id stands, or -1: exchanges are in the order of their ids. */
function indexOf(exchanges: readonly Exchange[], id: ConnectionId): number {
	let low = 0;
	let high = exchanges.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = exchanges[middle]?.id ?? 0;
		if (found === id) {
			return middle;
		}
		if (found < id) {
			low = middle + 1;
		} else {
			high = middle - 1;
		}
	}
	return -1;
}
