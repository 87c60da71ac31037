import { expect, test } from 'vitest';
import { runAtOnce } from '../../../source/services/client/at-once.ts';

/** Tasks that end when they are told to; each tells when it begins. */
function tasks(count: number, most: number) {
	const begun: number[] = [];
	const ends: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
	const promises = runAtOnce([...Array(count).keys()], most, index => {
		begun.push(index);
		return new Promise<string>((resolve, reject) => {
			ends[index] = { resolve, reject };
		});
	});
	return { begun, ends, promises };
}

test('as many as may are begun at once, in their order, and the next one when one ends', async () => {
	const { begun, ends, promises } = tasks(4, 2);
	expect(begun).toEqual([0, 1]);
	ends[1]?.resolve('b');
	expect(await promises[1]).toBe('b');
	expect(begun).toEqual([0, 1, 2]);
	ends[0]?.resolve('a');
	await promises[0];
	expect(begun).toEqual([0, 1, 2, 3]);
});

test('one that fails gives its place to the next, and leaves the others alone', async () => {
	const { begun, ends, promises } = tasks(3, 1);
	ends[0]?.reject(new Error('no'));
	await expect(promises[0]).rejects.toThrow('no');
	expect(begun).toEqual([0, 1]);
	ends[1]?.resolve('b');
	await promises[1];
	ends[2]?.resolve('c');
	expect(await Promise.all(promises.slice(1))).toEqual(['b', 'c']);
});

test('all of them begin at once where that is how many may', () => {
	expect(tasks(5, 5).begun).toEqual([0, 1, 2, 3, 4]);
});
