import type { ConnectionId, EventOf, LabEvent, PoemSource, ServerId } from '../../../events/events.ts';
import type { ServerState } from '../../snapshot/server-state.ts';
import type { LabModel } from '../lab-model.ts';
import { upstreamBytes } from './cache.ts';
import { isFailure } from './connections.ts';

/** How a connection got its poem, and how long that is, where it came through a proxy. */
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

/**
 * Counts the events of connections that are not among the exchanges, as `applyEvent` does of those that are: a busy lab in
 * a class has so many that to list them costs too much, and so does it to look for each one's server. Nobody may cancel
 * anything in that lab.
 */
export class UnlistedCounts {
	readonly #model: LabModel;
	readonly #poems = new Map<ConnectionId, Poem>();
	/** By server: what the model does not have yet. */
	readonly #counts = new Map<ServerId, Counts>();
	#newest: { readonly server: ServerId | undefined; readonly counts: Counts } = {
		server: undefined,
		counts: noCounts(),
	};

	constructor(model: LabModel) {
		this.#model = model;
	}

	/** Takes an event of such a connection. */
	take(event: LabEvent): void {
		switch (event.type) {
			case 'connection-opened':
				this.#countsOf(event.server).open += 1;
				break;
			case 'cache-hit': {
				const isOfClass = event.from !== undefined;
				const counts = this.#countsOf(event.server);
				counts.hits += 1;
				counts.classHits += isOfClass ? 1 : 0;
				this.#poems.set(event.connection, { source: isOfClass ? 'class-hit' : 'hit', expectedBytes: event.bytes });
				break;
			}
			case 'cache-miss':
				this.#countsOf(event.server).misses += 1;
				this.#notePoem(event, 'miss');
				break;
			case 'cache-collapsed': {
				const isOfClass = event.lab !== undefined;
				const counts = this.#countsOf(event.server);
				counts.collapsed += 1;
				counts.classCollapsed += isOfClass ? 1 : 0;
				this.#notePoem(event, isOfClass ? 'class-collapsed' : 'collapsed');
				break;
			}
			case 'cache-stale':
				this.#countsOf(event.server).stale += 1;
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
		for (const [server, counts] of this.#counts) {
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
		}
		this.#counts.clear();
		this.#newest = { server: undefined, counts: noCounts() };
	}

	/** Most events are of the server of the one before. */
	#countsOf(server: ServerId): Counts {
		if (this.#newest.server !== server) {
			const counts = this.#counts.get(server) ?? noCounts();
			this.#counts.set(server, counts);
			this.#newest = { server, counts };
		}
		return this.#newest.counts;
	}

	#notePoem({ server, connection }: EventOf<'cache-miss' | 'cache-collapsed'>, source: PoemSource): void {
		this.#poems.set(connection, { source, expectedBytes: upstreamBytes(this.#model, server) ?? 0 });
	}

	#countClosed({ server, connection, bytesOut, how, time, durationMs }: EventOf<'connection-closed'>): void {
		const model = this.#model;
		const poem = this.#poems.get(connection) ?? directPoem(model.now.servers.get(server));
		if (poem !== undefined && how === 'ended' && bytesOut >= poem.expectedBytes) {
			model.countLatency(poem.source, durationMs);
		}
		this.#poems.delete(connection);
		model.now.droppedExchanges += 1;
		const failed = isFailure(how) ? 1 : 0;
		const counts = this.#countsOf(server);
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
