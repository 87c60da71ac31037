import type { ConnectionId, EventOf, PoemSource, ServerId } from '../../events/events.ts';
import { firstIndexWhere } from '../../wire/first-index-where.ts';
import type { ServerState } from '../snapshot/server-state.ts';
import { bounds, type Exchange, type Snapshot, type Totals } from '../snapshot.ts';
import { ClientFetches } from './client-fetches.ts';
import { indexOfExchange } from './index-of-exchange.ts';
import { countPoem, takeFound } from './latencies.ts';
import { noChange, snapshotOf } from './snapshot-of-state.ts';
import { type LabState, noState, type Own, type OwnState, ownStateOf } from './state.ts';

/**
 * The state of a lab, which each event changes in place. A server or an exchange that a snapshot or a clone may hold is
 * copied before it is changed.
 */
export class LabModel {
	/** The client's fetches. */
	readonly fetches: ClientFetches;
	readonly #state: OwnState;
	/** The servers, exchanges and counts of a second that nobody else holds. */
	#own = new Set<object>();
	/** The parts that have changed since the newest snapshot. */
	#changed = noChange();
	#snapshot: Snapshot | undefined;

	/** A lab in which nothing has happened yet, or as it was in this state. */
	constructor(state: LabState = noState, snapshot?: Snapshot) {
		this.#state = ownStateOf(state);
		this.fetches = new ClientFetches(this.#state, () => {
			this.#changed.fetches = true;
		});
		this.#snapshot = snapshot;
	}

	/** The state after every event so far. */
	get state(): LabState {
		this.#dropOldest();
		this.fetches.joinPoems();
		return this.#state;
	}

	/** The snapshot of this state. Parts that have not changed since the one before keep their identity. */
	snapshot(): Snapshot {
		this.#snapshot = snapshotOf(this.state, this.#changed, this.#snapshot);
		this.#changed = noChange();
		this.#own = new Set();
		return this.#snapshot;
	}

	/** A copy, independent of this one from now on. */
	clone(): LabModel {
		const shown = this.snapshot();
		return new LabModel(this.#state, shown);
	}

	/** The state to change while an event is applied: it may have too many exchanges, and not yet the ends of poems. */
	get now(): OwnState {
		return this.#state;
	}

	/** Counts so many more. */
	count(what: keyof Totals, more = 1): void {
		this.#state.totals[what] += more;
		this.#changed.totals = true;
	}

	/** Notes how much all caches hold now. */
	setCacheSize(entries: number, bytes: number): void {
		this.#state.totals.cacheEntries = entries;
		this.#state.totals.cacheBytes = bytes;
		this.#changed.totals = true;
	}

	/** Adds notices for a person; of very many, the newest are kept. */
	notice(...notices: readonly string[]): void {
		this.#state.notices = [...this.#state.notices, ...notices].slice(-bounds.notices);
	}

	/** Counts one exchange that has ended in this second; only so many seconds are kept. */
	countEnded(second: number, failed: number): void {
		const { perSecond } = this.#state;
		const newest = perSecond.at(-1);
		if (newest === undefined || newest.second < second) {
			perSecond.push({ second, ended: 1, failed });
			this.#disown(perSecond.splice(0, perSecond.length - bounds.seconds));
		} else if (this.#own.has(newest)) {
			newest.ended += 1;
			newest.failed += failed;
		} else {
			const copy = { ...newest, ended: newest.ended + 1, failed: newest.failed + failed };
			this.#own.add(copy);
			perSecond[perSecond.length - 1] = copy;
		}
		this.#changed.perSecond = true;
	}

	/** Counts how long one whole poem took, in milliseconds. */
	countLatency(source: PoemSource, durationMs: number): void {
		countPoem(this.#state.latencies[source], durationMs);
		this.#changed.histogram = true;
	}

	/** Takes what had been counted before a recording began, or what was left out of it. */
	takeCounts({ exchanges, perSecond, type: _, time: __, ...totals }: EventOf<'counts-found'>): void {
		Object.assign(this.#state.totals, totals);
		// In the middle, those that are known are among them.
		const known = totals.open === undefined ? 0 : this.#state.exchanges.filter(({ how }) => how !== undefined).length;
		this.#state.droppedExchanges = Math.max(0, exchanges - known);
		this.#state.perSecond = perSecond.slice(-bounds.seconds);
		this.#changed.totals = true;
		this.#changed.perSecond = true;
	}

	/** Takes how long whole poems had taken before a recording began, or a part of that. */
	takeLatencies(found: EventOf<'latencies-found'>): void {
		takeFound(this.#state.latencies, found);
		this.#changed.histogram = true;
	}

	/** Adds a server, or replaces the one with its id. */
	setServer(server: ServerState): void {
		this.#own.add(server);
		this.#state.servers.set(server.id, server);
		this.#changed.servers = true;
	}

	/** Changes a server, where there is one with this id. */
	changeServer(id: ServerId, change: (server: Own<ServerState>) => void): void {
		const known = this.#state.servers.get(id);
		if (known === undefined) {
			return;
		}
		if (this.#own.has(known)) {
			change(known);
			this.#changed.servers = true;
		} else {
			const copy = { ...known };
			change(copy);
			this.setServer(copy);
		}
	}

	/** Adds an exchange, at the place of its id. */
	addExchange(exchange: Exchange): void {
		const { open, exchanges } = this.#state;
		this.#own.add(exchange);
		if (exchange.dialled !== true) {
			open.set(exchange.id, exchange);
		}
		if ((exchanges.at(-1)?.id ?? 0) <= exchange.id) {
			exchanges.push(exchange);
		} else {
			// A dial is shown late where it turns out that nobody accepts it.
			exchanges.splice(
				firstIndexWhere(exchanges.length, at => (exchanges[at]?.id ?? 0) > exchange.id),
				0,
				exchange,
			);
		}
		if (exchanges.length >= 2 * bounds.exchanges) {
			this.#dropOldest();
		}
		this.#changed.open = true;
		this.#changed.exchanges = true;
	}

	/** An exchange that is open or still among the newest. */
	exchange(id: ConnectionId): Exchange | undefined {
		const { open, exchanges } = this.#state;
		return open.get(id) ?? exchanges[indexOfExchange(exchanges, id)];
	}

	/** Changes an exchange, and gives it as it is then; undefined where it is no longer known. */
	changeExchange(id: ConnectionId, change: Partial<Exchange>): Exchange | undefined {
		const known = this.exchange(id);
		if (known === undefined) {
			return undefined;
		}
		const { open, exchanges } = this.#state;
		const isOpen = open.has(id);
		this.#changed.exchanges = true;
		if (isOpen) {
			this.#changed.open = true;
		}
		if (this.#own.has(known)) {
			return Object.assign(known, change);
		}
		const copy = { ...known, ...change };
		this.#own.add(copy);
		if (isOpen) {
			open.set(id, copy);
		}
		// A recording may have two with one id: this one is replaced, and not the other.
		const index = exchanges.indexOf(known, indexOfExchange(exchanges, id));
		if (index >= 0) {
			exchanges[index] = copy;
		}
		return copy;
	}

	/** One that was dialled has its connection: it is open from now on. */
	openExchange(id: ConnectionId): void {
		const exchange = this.changeExchange(id, { connected: true });
		if (exchange !== undefined) {
			this.#state.open.set(id, exchange);
			this.#changed.open = true;
			this.count('open');
		}
	}

	/** An exchange has ended: it is no longer open. */
	endExchange(id: ConnectionId): void {
		this.#state.open.delete(id);
		this.#changed.open = true;
	}

	#dropOldest(): void {
		const { exchanges } = this.#state;
		const surplus = exchanges.length - bounds.exchanges;
		if (surplus > 0) {
			this.#disown(exchanges.splice(0, surplus));
			this.#state.droppedExchanges += surplus;
		}
	}

	/** Forgets that nobody else holds these: where no snapshot is ever made, all that there ever was would be kept. */
	#disown(dropped: readonly object[]): void {
		for (const one of dropped) {
			this.#own.delete(one);
		}
	}
}
