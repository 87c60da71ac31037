import type { FetchId } from '../../events/events.ts';
import type { FetchState } from '../snapshot/fetch-state.ts';
import type { Exchange, Snapshot } from '../snapshot.ts';
import { indexOfExchange } from './index-of-exchange.ts';

/** The difference between two snapshots: only what is new, so that it is cheap to send to another thread. */
export interface Change {
	/** The parts that are replaced as a whole. */
	readonly parts: Partial<Omit<Snapshot, 'exchanges' | 'open' | 'fetches' | 'fetch'>>;
	/** The number of the oldest exchanges that are gone, the number that are left, and those that are new or changed, by index. */
	readonly exchanges?: ExchangesChange;
	/** The ids of the open exchanges, and those among them that are not in `exchanges` and new or changed. */
	readonly open?: { readonly ids: readonly number[]; readonly changed: readonly Exchange[] };
	/** The ids of the fetches, of the one that began last, and those that are new or have changed. */
	readonly fetches?: FetchesChange;
}

interface ExchangesChange {
	readonly dropped: number;
	readonly length: number;
	readonly changed: readonly (readonly [at: number, exchange: Exchange])[];
}

interface FetchesChange {
	readonly ids: readonly FetchId[];
	readonly newest: FetchId | undefined;
	readonly changed: readonly FetchChange[];
}

/** A fetch, with only those bytes of its poem that come after the first `knownPoemBytes`. */
interface FetchChange {
	readonly state: FetchState;
	readonly knownPoemBytes: number;
}

/** The difference between one snapshot and the next; undefined where there is none. */
export function changeBetween(before: Snapshot, after: Snapshot): Change | undefined {
	if (before === after) {
		return undefined;
	}
	const parts: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(after)) {
		if (key === 'exchanges' || key === 'open' || key === 'fetches' || key === 'fetch') {
			continue;
		}
		if (before[key as keyof Snapshot] !== value) {
			parts[key] = value;
		}
	}
	const change: Change = {
		parts,
		...(before.exchanges !== after.exchanges && { exchanges: exchangesChange(before.exchanges, after.exchanges) }),
		...(before.open !== after.open && { open: openChange(before, after) }),
		...((before.fetches !== after.fetches || before.fetch !== after.fetch) && {
			fetches: fetchesChange(before, after),
		}),
	};
	const changed = Object.keys(parts).length > 0 || change.exchanges || change.open || change.fetches;
	return changed ? change : undefined;
}

/** The snapshot after a change. Exchanges, and all other parts that did not change, keep their identity. */
export function withChange(before: Snapshot, change: Change): Snapshot {
	const exchanges = change.exchanges ? mergeExchanges(before.exchanges, change.exchanges) : before.exchanges;
	return {
		...before,
		...change.parts,
		exchanges,
		open: change.open ? mergeOpen(before, exchanges, change.open) : before.open,
		...(change.fetches && mergeFetches(before.fetches, change.fetches)),
	};
}

function exchangesChange(before: readonly Exchange[], after: readonly Exchange[]): ExchangesChange {
	const oldestKept = after[0]?.id ?? Number.POSITIVE_INFINITY;
	const kept = before.findIndex(({ id }) => id >= oldestKept);
	const dropped = kept === -1 ? before.length : kept;
	const changed = after.flatMap((exchange, at) => (before[dropped + at] === exchange ? [] : [[at, exchange] as const]));
	return { dropped, length: after.length, changed };
}

/** By place and not by id: a replay also goes back, and a recording may hold any ids at all. */
function mergeExchanges(before: readonly Exchange[], change: ExchangesChange): readonly Exchange[] {
	const merged = before.slice(change.dropped, change.dropped + change.length);
	for (const [at, exchange] of change.changed) {
		merged[at] = exchange;
	}
	return merged;
}

function openChange(before: Snapshot, after: Snapshot) {
	const known = new Set(before.open);
	const isSent = (exchange: Exchange) =>
		known.has(exchange) || after.exchanges[indexOfExchange(after.exchanges, exchange.id)] === exchange;
	return { ids: after.open.map(({ id }) => id), changed: after.open.filter(exchange => !isSent(exchange)) };
}

function mergeOpen(
	before: Snapshot,
	exchanges: readonly Exchange[],
	change: NonNullable<Change['open']>,
): readonly Exchange[] {
	const byId = new Map<number, Exchange>();
	for (const exchange of before.open) {
		byId.set(exchange.id, exchange);
	}
	for (const exchange of exchanges) {
		byId.set(exchange.id, exchange);
	}
	for (const exchange of change.changed) {
		byId.set(exchange.id, exchange);
	}
	return change.ids.flatMap(id => byId.get(id) ?? []);
}

function fetchesChange({ fetches: before }: Snapshot, { fetches, fetch }: Snapshot): FetchesChange {
	const known = byId(before);
	return {
		ids: fetches.map(({ id }) => id),
		newest: fetch?.id,
		changed: fetches.filter(one => known.get(one.id) !== one).map(one => fetchChange(known.get(one.id), one)),
	};
}

function mergeFetches(before: readonly FetchState[], { ids, newest, changed }: FetchesChange) {
	const known = byId(before);
	for (const change of changed) {
		known.set(change.state.id, mergeFetch(known.get(change.state.id), change));
	}
	return {
		fetches: ids.flatMap(id => known.get(id) ?? []),
		fetch: newest === undefined ? undefined : known.get(newest),
	};
}

function byId(fetches: readonly FetchState[]): Map<FetchId, FetchState> {
	return new Map(fetches.map(fetch => [fetch.id, fetch]));
}

function fetchChange(before: FetchState | undefined, after: FetchState): FetchChange {
	const known = before?.poem.length ?? 0;
	const grew = before !== undefined && known > 0 && Buffer.compare(before.poem, after.poem.subarray(0, known)) === 0;
	if (!grew) {
		return { state: after, knownPoemBytes: 0 };
	}
	return { state: { ...after, poem: after.poem.slice(known) }, knownPoemBytes: known };
}

function mergeFetch(before: FetchState | undefined, { state, knownPoemBytes }: FetchChange): FetchState {
	if (knownPoemBytes === 0 || !before) {
		return state;
	}
	if (state.poem.length === 0) {
		return { ...state, poem: before.poem };
	}
	const poem = new Uint8Array(knownPoemBytes + state.poem.length);
	poem.set(before.poem.subarray(0, knownPoemBytes));
	poem.set(state.poem, knownPoemBytes);
	return { ...state, poem };
}
