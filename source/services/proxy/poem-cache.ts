import { LRUCache } from 'lru-cache';

export interface PoemCacheOptions {
	readonly maxEntries: number;
	/** The most bytes that all poems together may have. */
	readonly maxBytes: number;
	/** The time for which a poem is fresh; for ever where none is given. */
	readonly ttlMs?: number;
	/** Milliseconds, from a clock that never goes back. */
	readonly now: () => number;
	/** Told of each poem that had to go for want of room. */
	readonly onEvict?: (upstream: string) => void;
}

/** A poem as it is kept: its bytes in order, small poems in one piece. */
export interface CachedPoem {
	readonly pieces: readonly Uint8Array[];
	readonly bytes: number;
	/** When it was stored, in milliseconds of the cache's clock. */
	readonly storedAt: number;
}

/** The poem that is kept, fresh or past its time (to be used only where the upstream fails), or none. */
export type CacheLookup =
	| { readonly state: 'fresh' | 'stale'; readonly poem: CachedPoem; readonly ageMs: number }
	| { readonly state: 'absent' };

/** Poems by their upstream's `host:port`, shared by every proxy of a lab; the least recently used goes first. */
export interface PoemCache {
	lookup(upstream: string): CacheLookup;
	/**
	 * Keeps the poem, of this age where it is not new, in place of an older one; where it is larger than the cache,
	 * neither is kept, and it is false.
	 */
	store(upstream: string, pieces: readonly Uint8Array[], ageMs?: number): boolean;
	/** Forgets every poem and gives their number. A fetch that is in flight stores its poem all the same: it is newer than the purge. */
	purge(): number;
	readonly entries: number;
	readonly bytes: number;
}

const absent: CacheLookup = { state: 'absent' };

/** An empty cache. */
export function createPoemCache(options: PoemCacheOptions): PoemCache {
	const { maxEntries, maxBytes, ttlMs = Number.POSITIVE_INFINITY, now, onEvict } = options;
	const poems = new LRUCache<string, CachedPoem>({
		max: maxEntries,
		maxSize: maxBytes,
		sizeCalculation: ({ bytes }) => bytes,
		disposeAfter: (_poem, upstream, reason) => {
			if (reason === 'evict') {
				onEvict?.(upstream);
			}
		},
	});
	return {
		lookup(upstream) {
			const poem = poems.get(upstream);
			if (poem === undefined) {
				return absent;
			}
			const ageMs = now() - poem.storedAt;
			return { state: ageMs < ttlMs ? 'fresh' : 'stale', poem, ageMs };
		},
		store(upstream, pieces, ageMs = 0) {
			const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
			const wasKept = poems.has(upstream);
			poems.set(upstream, { pieces, bytes, storedAt: now() - ageMs });
			const isKept = poems.has(upstream);
			if (wasKept && !isKept) {
				onEvict?.(upstream);
			}
			return isKept;
		},
		purge() {
			const { size } = poems;
			poems.clear();
			return size;
		},
		get entries() {
			return poems.size;
		},
		get bytes() {
			return poems.calculatedSize;
		},
	};
}
