import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { labOptions } from '../../../source/cli/flags/lab-options.ts';

test('without flags it is the default lab: bundled poems, one of them slow, default ports that may be replaced', () => {
	expect(labOptions({})).toMatchObject({
		poemsDir: fileURLToPath(new URL('../../../poems', import.meta.url)),
		slowPoems: ['ozymandias'],
		iface: '127.0.0.1',
		ports: {
			poetry: { port: 10_000, asked: false },
			transform: { port: 11_000, asked: false },
			proxy: { port: 12_000, asked: false },
		},
	});
});

test('a flag that may be given several times, and is not, leaves its default', () => {
	// Meow gives an empty list for it.
	const none = { slow: [], upstream: [], host: [], fault: [], withoutCollapsing: [] };
	expect(labOptions(none)).toEqual(labOptions({}));
});

test('a port that is asked for must be had, even the default one', () => {
	expect(labOptions({ poetryPort: '10000' }).ports.poetry).toEqual({ port: 10_000, asked: true });
});

test('a user’s own poems are slow only where that is asked for', () => {
	expect(labOptions({ poems: fileURLToPath(new URL('.', import.meta.url)) }).slowPoems).toEqual([]);
	// The command line gives an empty list for a flag that can be repeated and is not there.
	expect(labOptions({ slow: [] }).slowPoems).toEqual(['ozymandias']);
});

test('with --poems no poem is slow by itself, also where it names the bundled ones in any spelling', () => {
	const { poemsDir } = labOptions({});
	for (const poems of [poemsDir, `${poemsDir}/`, relative('.', poemsDir)]) {
		expect(labOptions({ poems }).slowPoems).toEqual([]);
		expect(labOptions({ poems, slow: ['ozymandias'] }).slowPoems).toEqual(['ozymandias']);
	}
});

test('slow poems are named alone, in a list, or by their file', () => {
	expect(labOptions({ slow: ['tyger,ecstasy', 'violons.txt'] }).slowPoems).toEqual(['tyger', 'ecstasy', 'violons']);
});

test('slow poems may have commas in their names, and stand in a folder', async () => {
	const poems = await mkdtemp(join(tmpdir(), 'poetry-lab-options-'));
	onTestFinished(() => rm(poems, { recursive: true }));
	await Promise.all(['a', 'b', 'a,b', 'c=d', 'e f'].map(name => writeFile(join(poems, `${name}.txt`), name)));
	const slow = (...given: string[]) => labOptions({ poems, slow: given }).slowPoems;
	expect(slow('a,b,c=d')).toEqual(['a,b', 'c=d']);
	expect(slow('b,a')).toEqual(['b', 'a']);
	expect(slow(`${poems}/b.txt,${poems}/e f.txt`, 'a,b')).toEqual(['b', 'e f', 'a,b']);
	expect(() => slow('a,b,c')).toThrow('--slow c: there is no c.txt in');
});

test.each([
	['tyger=reset:after=120:p=0.5', 'tyger', 'reset'],
	['poetry/a=b=latency:300', 'poetry/a=b', 'latency'],
	['poetry/a=latency=down', 'poetry/a=latency', 'down'],
	['poetry/a,b: c=reset:after=12', 'poetry/a,b: c', 'reset'],
	['proxy/127.0.0.1:9=hang', 'proxy/127.0.0.1:9', 'hang'],
])('--fault %s breaks %s by %s', (text, server, fault) => {
	expect(labOptions({ fault: [text] }).faults).toMatchObject([{ server, fault }]);
});

test.each([
	['a=b=hangs', /^--fault a=b=hangs: there is no fault “hangs”/],
	['tyger=latency:much', /^--fault tyger=latency:much: latency: ms is a number/],
	['tyger', /write <server>=<fault>/],
	['=hang', /write <server>=<fault>/],
])('--fault %s is wrong, in words', (text, words) => {
	expect(() => labOptions({ fault: [text] })).toThrow(words);
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

test('a transform server elsewhere is an address, and one that can not be is told with its flag', () => {
	expect(labOptions({})).not.toHaveProperty('transformServer');
	expect(labOptions({ transformServer: '[fd00::5]:11000' }).transformServer).toEqual({ host: 'fd00::5', port: 11_000 });
	expect(() => labOptions({ transformServer: 'example.org' })).toThrow(
		'--transform-server: “example.org” is no address',
	);
});
