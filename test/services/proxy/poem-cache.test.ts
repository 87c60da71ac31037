import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPoemCache } from '../../../source/services/proxy/poem-cache.ts';

function start(options: { maxEntries?: number; maxBytes?: number; ttlMs?: number } = {}) {
	const clock = { ms: 1_000 };
	const evicted: string[] = [];
	const cache = createPoemCache({
		maxEntries: 3,
		maxBytes: 100,
		now: () => clock.ms,
		onEvict: upstream => evicted.push(upstream),
		...options,
	});
	return { cache, clock, evicted };
}

const poem = (bytes: number) => [Buffer.alloc(bytes, 'p')];

test('a poem is fresh until its time has passed, and then kept as stale', () => {
	const { cache, clock } = start({ ttlMs: 500 });
	cache.store('a:1', poem(10));
	clock.ms += 499;
	expect(cache.lookup('a:1')).toMatchObject({ state: 'fresh', ageMs: 499 });
	clock.ms += 1;
	expect(cache.lookup('a:1')).toMatchObject({ state: 'stale', ageMs: 500, poem: { bytes: 10 } });
	cache.store('a:1', poem(20));
	expect(cache.lookup('a:1')).toMatchObject({ state: 'fresh', ageMs: 0, poem: { bytes: 20 } });
});

test('without a time to live a poem stays fresh', () => {
	const { cache, clock } = start();
	cache.store('a:1', poem(10));
	clock.ms = Number.MAX_SAFE_INTEGER;
	expect(cache.lookup('a:1').state).toBe('fresh');
});

test('the least recently used poem goes first, for want of places or of bytes', () => {
	const { cache, evicted } = start();
	for (const upstream of ['a:1', 'b:1', 'c:1']) {
		cache.store(upstream, poem(30));
	}
	cache.lookup('a:1');
	cache.store('d:1', poem(10));
	expect(evicted).toEqual(['b:1']);
	cache.store('e:1', poem(90));
	expect(evicted).toEqual(['b:1', 'c:1', 'a:1']);
	expect([cache.entries, cache.bytes]).toEqual([2, 100]);
});

test('a poem larger than the cache is not kept, and drives no other out', () => {
	const { cache, evicted } = start();
	cache.store('a:1', poem(30));
	expect(cache.store('b:1', poem(101))).toBe(false);
	expect(cache.lookup('b:1')).toEqual({ state: 'absent' });
	expect(evicted).toEqual([]);
});

test('a poem larger than the cache takes the place of its older self, which is told', () => {
	const { cache, evicted } = start();
	cache.store('a:1', poem(30));
	expect(cache.store('a:1', poem(101))).toBe(false);
	expect([cache.entries, cache.lookup('a:1').state]).toEqual([0, 'absent']);
	expect(evicted).toEqual(['a:1']);
});

test('a purge forgets every poem and counts them, and is no eviction', () => {
	const { cache, evicted } = start();
	cache.store('a:1', poem(30));
	cache.store('b:1', poem(30));
	expect(cache.purge()).toBe(2);
	expect([cache.entries, cache.bytes, cache.lookup('a:1').state]).toEqual([0, 0, 'absent']);
	expect(evicted).toEqual([]);
});

test('the cache never holds more than its bounds, whatever is stored', () => {
	const stores = fc.array(fc.tuple(fc.constantFrom('a:1', 'b:1', 'c:1', 'd:1'), fc.integer({ min: 1, max: 120 })));
	fc.assert(
		fc.property(stores, all => {
			const { cache } = start();
			for (const [upstream, bytes] of all) {
				expect(cache.store(upstream, poem(bytes))).toBe(bytes <= 100);
				expect(cache.bytes).toBeLessThanOrEqual(100);
				expect(cache.entries).toBeLessThanOrEqual(3);
			}
		}),
	);
});
