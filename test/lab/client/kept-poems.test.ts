import { expect, test } from 'vitest';
import { KeptPoems } from '../../../source/lab/client/kept-poems.ts';

const poemOf = (bytes: number) => ({ pieces: [Buffer.alloc(bytes)], bytes }) as never;

test('the newest poem is kept however long it is, and of those before it the newest that have room', () => {
	const kept = new KeptPoems(10);
	kept.keep(1, poemOf(4));
	kept.keep(2, poemOf(5));
	kept.keep(3, poemOf(100));
	expect([1, 2, 3].filter(fetch => kept.get(fetch) !== undefined)).toEqual([1, 2, 3]);
	kept.keep(4, poemOf(0));
	expect([1, 2, 3, 4].filter(fetch => kept.get(fetch) !== undefined)).toEqual([1, 2, 4]);
	kept.keep(5, poemOf(6));
	kept.keep(6, poemOf(1));
	expect([1, 2, 4, 5, 6].filter(fetch => kept.get(fetch) !== undefined)).toEqual([4, 5, 6]);
});
