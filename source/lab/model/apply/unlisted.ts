import type { ConnectionId, EventOf, LabEvent, PoemSource, ServerId } from '../../../events/events.ts';
import type { ServerState } from '../../snapshot/server-state.ts';
import type { LabModel } from '../lab-model.ts';
import { upstreamBytes } from './cache.ts';
import { isFailure } from './connections.ts';

/** How a connection gets its poem, and how long that is. */
interface Poem {
	readonly source: PoemSource;
	readonly expectedBytes: number;
}

/** The counts of one server and of its lab, as far as the model does not have them. */
function noCounts() {
	const ends = { served: 0, failed: 0, overBound: 0, bytesOut: 0 };
	const answers = { hits: 0, misses: 0, collapsed: 0, stale: 0, classHits: 0, classCollapsed: 0 };
	return { open: 0, ...ends, ...answers };
}
type Counts = ReturnType<typeof noCounts>;

const counters = Object.keys(noCounts()) as (keyof Counts)[];

/** What is known of the connections of one server. */
interface Tally {
	readonly server: ServerId;
	counts: Counts;
	/** The poem of all its connections of which no other one is noted: of a poetry server its own, of a proxy its first hit. */
	usual: Poem | undefined;
}

/**
 * Counts the events of connections that are not among the exchanges, as `applyEvent` does of those that are: a busy lab in
 * a class has so many that to list them costs too much, and so does it to note something for each. Nobody may cancel
 * anything in that lab.
 */
export class UnlistedCounts {
	readonly #model: LabModel;
	readonly #tallies = new Map<ServerId, Tally>();
	/** The tally of the newest event. */
	#newest: Tally | undefined;
	/** The poems of connections that do not get the usual one of their server. */
	readonly #poems = new Map<ConnectionId, Poem>();

	constructor(model: LabModel) {
		this.#model = model;
	}

	/** Takes an event of such a connection. */
	take(event: LabEvent): void {
		switch (event.type) {
			case 'connection-opened':
				this.#tallyOf(event.server).counts.open += 1;
				break;
			case 'cache-hit':
				this.#countHit(event);
				break;
			case 'cache-miss':
				this.#tallyOf(event.server).counts.misses += 1;
				this.#poems.set(event.connection, { source: 'miss', expectedBytes: this.#upstreamBytes(event) });
				break;
			case 'cache-collapsed': {
				const isOfClass = event.lab !== undefined;
				const { counts } = this.#tallyOf(event.server);
				counts.collapsed += 1;
				counts.classCollapsed += isOfClass ? 1 : 0;
				const source = isOfClass ? 'class-collapsed' : 'collapsed';
				this.#poems.set(event.connection, { source, expectedBytes: this.#upstreamBytes(event) });
				break;
			}
			case 'cache-stale':
				this.#tallyOf(event.server).counts.stale += 1;
				this.#poems.set(event.connection, { source: 'stale', expectedBytes: event.bytes });
				break;
			case 'connection-closed':
				this.#countClosed(event);
				break;
			default:
				break;
		}
	}

	/** Adds to the model what was counted since this was last called. */
	addToModel(): void {
		for (const tally of this.#tallies.values()) {
			const { server, counts } = tally;
			if (counters.every(counter => counts[counter] === 0)) {
				continue;
			}
			for (const counter of counters) {
				if (counter !== 'overBound' && counter !== 'bytesOut') {
					this.#model.count(counter, counts[counter]);
				}
			}
			this.#model.changeServer(server, changed => {
				for (const counter of counters) {
					changed[counter] += counts[counter];
				}
			});
			tally.counts = noCounts();
		}
	}

	#tallyOf(server: ServerId): Tally {
		if (this.#newest?.server === server) {
			return this.#newest;
		}
		let tally = this.#tallies.get(server);
		if (tally === undefined) {
			tally = { server, counts: noCounts(), usual: directPoem(this.#model.now.servers.get(server)) };
			this.#tallies.set(server, tally);
		}
		this.#newest = tally;
		return tally;
	}

	#upstreamBytes({ server }: EventOf<'cache-miss' | 'cache-collapsed'>): number {
		return upstreamBytes(this.#model, server) ?? 0;
	}

	#countHit({ server, connection, bytes: expectedBytes, from }: EventOf<'cache-hit'>): void {
		const tally = this.#tallyOf(server);
		tally.counts.hits += 1;
		tally.counts.classHits += from === undefined ? 0 : 1;
		const source = from === undefined ? 'hit' : 'class-hit';
		tally.usual ??= { source, expectedBytes };
		if (tally.usual.source !== source || tally.usual.expectedBytes !== expectedBytes) {
			this.#poems.set(connection, { source, expectedBytes });
		}
	}

	#countClosed({ server, connection, bytesOut, how, time, durationMs }: EventOf<'connection-closed'>): void {
		const model = this.#model;
		const { counts, usual } = this.#tallyOf(server);
		const poem = this.#poems.get(connection) ?? usual;
		if (poem !== undefined && how === 'ended' && bytesOut >= poem.expectedBytes) {
			model.countLatency(poem.source, durationMs);
		}
		if (poem !== usual) {
			this.#poems.delete(connection);
		}
		model.now.droppedExchanges += 1;
		const failed = isFailure(how) ? 1 : 0;
		counts.open -= 1;
		counts.served += how === 'ended' ? 1 : 0;
		counts.failed += failed;
		counts.overBound += how === 'over-bound' ? 1 : 0;
		counts.bytesOut += bytesOut;
		model.countEnded(Math.floor(time / 1000), failed);
	}
}

function directPoem(server: ServerState | undefined): Poem | undefined {
	return server?.kind === 'poetry' ? { source: 'direct', expectedBytes: server.bytes ?? 0 } : undefined;
}
