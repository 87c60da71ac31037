import type { ConnectionEnd, EventOf, LabEvent, ServerId } from '../../source/events/events.ts';
import type { ServerState } from '../../source/lab/snapshot/server-state.ts';
import type { Snapshot } from '../../source/lab/snapshot.ts';

/** What one server's events come to. */
export interface ServerCounts {
	opened: number;
	closed: number;
	readonly how: Record<ConnectionEnd, number>;
	bytesOut: number;
	hits: number;
	misses: number;
	collapsed: number;
	stale: number;
	/** Closed, or refused, before the cache was asked. */
	turnedAway: number;
	requested: number;
	replied: number;
	refused: number;
	fetches: number;
	fetchesEnded: number;
}

/** Counts events server by server, apart from the lab's own counting. */
export class LabCounts {
	readonly #servers = new Map<ServerId, ServerCounts>();

	/** In the order in which they were first heard of. */
	get servers(): ReadonlyMap<ServerId, ServerCounts> {
		return this.#servers;
	}

	take(event: LabEvent): void {
		if (!('server' in event) || event.server === undefined) {
			return;
		}
		const counts = this.#of(event.server);
		switch (event.type) {
			case 'connection-opened':
				counts.opened += 1;
				break;
			case 'connection-closed':
				countClosed(counts, event);
				break;
			case 'cache-hit':
				counts.hits += 1;
				break;
			case 'cache-miss':
				counts.misses += 1;
				break;
			case 'cache-collapsed':
				counts.collapsed += 1;
				break;
			case 'cache-stale':
				counts.stale += 1;
				break;
			case 'transform-requested':
				counts.requested += 1;
				break;
			case 'transform-replied':
				counts.replied += 1;
				break;
			case 'upstream-refused':
				counts.turnedAway += 1;
				break;
			case 'transform-refused':
				counts.refused += 1;
				break;
			case 'fetch-started':
				counts.fetches += 1;
				break;
			case 'fetch-succeeded':
			case 'fetch-fell-back':
			case 'fetch-failed':
				counts.fetchesEnded += 1;
				break;
		}
	}

	/** What does not add up, once every connection is closed. */
	complaints(snapshot: Snapshot): readonly string[] {
		const own = [...this.#servers].flatMap(([server, counts]) => unequal(server, inItself(server, counts)));
		const shown = snapshot.servers.flatMap(state => unequal(state.id, beside(state, this.#of(state.id))));
		return [...own, ...shown];
	}

	#of(server: ServerId): ServerCounts {
		const known = this.#servers.get(server) ?? {
			opened: 0,
			closed: 0,
			how: { ended: 0, refused: 0, left: 0, reset: 0, cut: 0, 'over-bound': 0, stopped: 0 },
			bytesOut: 0,
			hits: 0,
			misses: 0,
			collapsed: 0,
			stale: 0,
			turnedAway: 0,
			requested: 0,
			replied: 0,
			refused: 0,
			fetches: 0,
			fetchesEnded: 0,
		};
		this.#servers.set(server, known);
		return known;
	}
}

type Equation = readonly [what: string, one: number, other: number];

/** Prints those that do not hold. */
export function unequal(where: string, equations: readonly Equation[]): readonly string[] {
	return equations
		.filter(([, one, other]) => one !== other)
		.map(([what, one, other]) => `${where}: ${what}: ${one} and ${other}`);
}

/** How many of these connections failed, by what each end means. */
export function failedOf({ how }: ServerCounts): number {
	return how.refused + how.reset + how.cut + how['over-bound'];
}

function countClosed(counts: ServerCounts, { how, bytesOut, bound }: EventOf<'connection-closed'>): void {
	counts.closed += 1;
	counts.how[how] += 1;
	counts.bytesOut += bytesOut;
	counts.turnedAway += bound === 'connections' || bound === 'descriptors' ? 1 : 0;
}

function inItself(server: ServerId, counts: ServerCounts): readonly Equation[] {
	const { opened, closed, hits, misses, collapsed, stale, turnedAway, replied, refused, fetches } = counts;
	const all: Equation[] = [
		['opened and closed', opened, closed],
		['fetches started and ended', fetches, counts.fetchesEnded],
	];
	if (server.startsWith('proxy/')) {
		all.push(['hits, misses and collapsed, and connections', hits + misses + collapsed, opened - turnedAway]);
		all.push(['misses and fetches', misses, fetches]);
		all.push(['more stale than waited on a fetch', Math.max(0, stale - misses - collapsed), 0]);
	}
	if (server === 'transform') {
		all.push(['more answers than connections', Math.max(0, replied + refused - opened), 0]);
		all.push(['more ended than answered', Math.max(0, counts.how.refused - refused), 0]);
	}
	return all;
}

function beside(state: ServerState, counts: ServerCounts): readonly Equation[] {
	return [
		['open', state.open, 0],
		['served', state.served, counts.how.ended],
		['failed or cancelled', state.failed + state.cancelled, failedOf(counts)],
		['over a bound', state.overBound, counts.how['over-bound']],
		['bytes out', state.bytesOut, counts.bytesOut],
		['hits', state.hits, counts.hits],
		['misses', state.misses, counts.misses],
		['collapsed', state.collapsed, counts.collapsed],
		['stale', state.stale, counts.stale],
	];
}
