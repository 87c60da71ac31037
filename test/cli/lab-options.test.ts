import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { labOptions } from '../../source/cli/lab-options.ts';

test('without flags it is the default lab: bundled poems, one of them slow, default ports that may be replaced', () => {
	expect(labOptions({})).toMatchObject({
		poemsDir: fileURLToPath(new URL('../../poems', import.meta.url)),
		slowPoems: ['ozymandias'],
		iface: '127.0.0.1',
		poetryPort: { port: 10_000, asked: false },
		transformPort: { port: 11_000, asked: false },
		proxyPort: { port: 12_000, asked: false },
	});
});

test('a port that is asked for must be had, even the default one', () => {
	expect(labOptions({ poetryPort: '10000' }).poetryPort).toEqual({ port: 10_000, asked: true });
});

test('a user’s own poems are slow only where that is asked for', () => {
	expect(labOptions({ poems: fileURLToPath(new URL('.', import.meta.url)) }).slowPoems).toEqual([]);
});

test('slow poems are named alone, in a list, or by their file', () => {
	expect(labOptions({ slow: ['tyger,ecstasy', 'violons.txt'] }).slowPoems).toEqual(['tyger', 'ecstasy', 'violons']);
});

test('a slow poem that is not there is told with the folder it should be in', () => {
	expect(() => labOptions({ slow: ['nothing'] })).toThrow(/--slow nothing: there is no nothing\.txt in .*poems/);
});

test('bounds are those that the flags give, and none of the others', () => {
	expect(labOptions({}).bounds).toEqual({});
	expect(labOptions({ maxConnections: '20', readTimeout: '1500' }).bounds).toEqual({
		maxConnections: 20,
		readTimeoutMs: 1_500,
	});
	expect(labOptions({ maxRequest: '2000', maxPoem: '9', requestTimeout: '1' }).bounds).toEqual({
		maxRequestBytes: 2_000,
		maxPoemBytes: 9,
		requestTimeoutMs: 1,
	});
});
