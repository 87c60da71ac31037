import { expect, test } from 'vitest';
import { parseCores, shareCores } from './machine.ts';

test('a list of cores has single ones and ranges', () => {
	expect(parseCores('0-2,5')).toEqual([0, 1, 2, 5]);
	expect(parseCores('3')).toEqual([3]);
});

test('nobody is kept to a core where that was not wanted', () => {
	expect(shareCores({ unpinned: true })).toEqual({ servers: undefined, load: undefined });
});

test('the load has a core of its own, or none is anybody’s own', () => {
	const { servers, load } = shareCores({ unpinned: false });
	expect(servers === undefined).toBe(load === undefined);
	expect(parseCores(servers ?? '0')).not.toContain(Number(load));
});
