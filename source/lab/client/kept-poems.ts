import { LRUCache } from 'lru-cache';
import type { FetchId } from '../../events/events.ts';
import type { TransformedPoem } from '../../services/client/fetch-transformed-poem.ts';

/** The whole poems of fetches that have ended: the newest, however long, and as many before it as have room together. */
export class KeptPoems {
	readonly #older: LRUCache<FetchId, TransformedPoem>;
	#newest: { readonly fetch: FetchId; readonly poem: TransformedPoem } | undefined;

	/** `maxBytes`: the room for all but the newest. */
	constructor(maxBytes: number) {
		this.#older = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => Math.max(1, bytes) });
	}

	keep(fetch: FetchId, poem: TransformedPoem): void {
		if (this.#newest !== undefined) {
			this.#older.set(this.#newest.fetch, this.#newest.poem);
		}
		this.#newest = { fetch, poem };
	}

	/** The poem of this fetch; undefined where it is no longer kept, or never was. */
	get(fetch: FetchId): TransformedPoem | undefined {
		return this.#newest?.fetch === fetch ? this.#newest.poem : this.#older.get(fetch);
	}
}
