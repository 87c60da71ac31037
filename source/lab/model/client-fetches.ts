import type { FetchId } from '../../events/events.ts';
import type { FetchState } from '../snapshot/fetch-state.ts';
import { bounds } from '../snapshot.ts';
import type { OwnState } from './state.ts';

/** New chunks of a fetch's poem, and the number of the poem's first bytes that are held, in the fetch and in the chunks. */
interface GrowingPoem {
	readonly chunks: Uint8Array[];
	held: number;
}

/** The client's fetches in a state, which are changed there. A proxy's fetches are not among them. */
export class ClientFetches {
	readonly #state: OwnState;
	readonly #changed: () => void;
	/** The chunks that are not joined to their poems yet; that is done when the state is read. */
	readonly #poems = new Map<FetchId, GrowingPoem>();

	/** `changed` is called with every change. */
	constructor(state: OwnState, changed: () => void) {
		this.#state = state;
		this.#changed = changed;
	}

	/** The fetch with this id; undefined where it is none of the client's, or was forgotten. */
	find(id: FetchId | undefined): FetchState | undefined {
		return id === undefined ? undefined : this.#state.fetches.get(id);
	}

	/** Adds a fetch, or replaces the one with its id. Of very many that have ended, the oldest are forgotten. */
	set(fetch: FetchState): void {
		const { fetches } = this.#state;
		this.#joinPoem(fetch.id);
		fetches.set(fetch.id, fetch);
		for (const [id, { status }] of fetches) {
			if (fetches.size <= bounds.fetches) {
				break;
			}
			if (status !== 'running' && status !== 'waiting') {
				this.#joinPoem(id);
				fetches.delete(id);
			}
		}
		if (fetch.status === 'running') {
			this.#state.fetch = fetch;
		}
		this.#changed();
	}

	/** Changes a fetch, where there is one with this id. */
	change(id: FetchId | undefined, change: Partial<FetchState>): void {
		const fetch = this.find(id);
		if (fetch !== undefined) {
			if (change.poem) {
				this.#poems.delete(fetch.id);
			}
			this.#replace({ ...fetch, ...change });
		}
	}

	/**
	 * Takes more of a fetch's poem. What comes after a chunk of which only the first bytes are known is counted, but not
	 * held: the poem is without gaps.
	 */
	appendToPoem(fetch: FetchState, chunk: Uint8Array, length: number): void {
		const growing = this.#poems.get(fetch.id) ?? { chunks: [], held: fetch.poem.length };
		if (fetch.poemBytes < bounds.poemBytes && fetch.poemBytes === growing.held) {
			growing.chunks.push(chunk);
			growing.held += chunk.length;
			this.#poems.set(fetch.id, growing);
		}
		this.#replace({ ...fetch, poemBytes: fetch.poemBytes + length });
	}

	/** Joins all that has come to the poems. */
	joinPoems(): void {
		for (const id of this.#poems.keys()) {
			this.#joinPoem(id);
		}
	}

	/** Joins what has come to this fetch's poem: the newest fetch may be shown when it is no longer among the others. */
	#joinPoem(id: FetchId): void {
		const fetch = this.#state.fetches.get(id);
		const growing = this.#poems.get(id);
		this.#poems.delete(id);
		if (fetch !== undefined && growing !== undefined) {
			const whole = Buffer.concat([fetch.poem, ...growing.chunks]);
			this.#replace({ ...fetch, poem: new Uint8Array(whole.subarray(0, bounds.poemBytes)) });
		}
	}

	#replace(fetch: FetchState): void {
		this.#state.fetches.set(fetch.id, fetch);
		if (this.#state.fetch?.id === fetch.id) {
			this.#state.fetch = fetch;
		}
		this.#changed();
	}
}
