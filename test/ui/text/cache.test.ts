import { expect, it } from 'vitest';
import { createCache } from '../../../source/ui/text/cache.ts';

it('makes of a short text only once what is remembered of it, until there are too many', () => {
	const cached = createCache<number>();
	let made = 0;
	const make = (): number => {
		made += 1;
		return made;
	};
	expect([cached('a', make), cached('a', make), cached('b', make)]).toEqual([1, 1, 2]);
	for (let at = 0; at < 4_096; at += 1) {
		cached(`text ${at}`, () => 0);
	}
	expect(cached('a', make)).toBe(3);
});

it('does not keep long texts', () => {
	const cached = createCache<number>();
	expect([cached('x'.repeat(65), () => 1), cached('x'.repeat(65), () => 2)]).toEqual([1, 2]);
});
