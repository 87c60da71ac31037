import { expect, test } from 'vitest';
import { randomRow } from '../../source/faults/random.ts';

const row = (...args: Parameters<typeof randomRow>) => {
	const next = randomRow(...args);
	return Array.from({ length: 8 }, () => next());
};

test('the same seed and names give the same row, and any other gives another', () => {
	expect(row(7, 'proxy/a', 1, 'reset')).toEqual(row(7, 'proxy/a', 1, 'reset'));
	const others = [row(8, 'proxy/a', 1, 'reset'), row(7, 'proxy/b', 1, 'reset'), row(7, 'proxy/a', 2, 'reset')];
	for (const other of [...others, row(7, 'proxy/a', 1, 'hang'), row(7 + 2 ** 24, 'proxy/a', 1, 'reset')]) {
		expect(other).not.toEqual(row(7, 'proxy/a', 1, 'reset'));
	}
});

test('the first numbers of many rows are spread evenly from 0 up to 1', () => {
	const firsts = Array.from({ length: 10_000 }, (_, nth) => randomRow(1, 'poetry/p', nth, 'reset')());
	expect(Math.min(...firsts)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...firsts)).toBeLessThan(1);
	for (let tenth = 0; tenth < 10; tenth += 1) {
		const inside = firsts.filter(number => Math.floor(number * 10) === tenth).length;
		expect(inside).toBeGreaterThan(850);
		expect(inside).toBeLessThan(1_150);
	}
});
