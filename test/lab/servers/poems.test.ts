import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxPoemBytes, PoemsError, poemNamesIn, readPoems } from '../../../source/lab/servers/poems.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'poems-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('every text file is a poem named after its file, in the order of the names, byte for byte', async () => {
	await writeFile(join(directory, 'b.txt'), 'Second\nline');
	await writeFile(join(directory, 'a.txt'), Buffer.from([0x41, 0x0a, 0xff]));
	await writeFile(join(directory, 'notes.md'), 'no poem');
	const { poems } = await readPoems(directory);
	expect(poems.map(({ name, title }) => ({ name, title }))).toEqual([
		{ name: 'a', title: 'A' },
		{ name: 'b', title: 'Second' },
	]);
	expect(poems[0]?.bytes).toEqual(Buffer.from([0x41, 0x0a, 0xff]));
});

test('a poem in another encoding is served byte for byte, and its title says which it is', async () => {
	const wide = Buffer.from('\ufeffTyger\n', 'utf16le');
	await writeFile(join(directory, 'a.txt'), wide);
	await writeFile(join(directory, 'b.txt'), Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x41]));
	await writeFile(join(directory, 'c.txt'), '\ufeffÄrger\n');
	const { poems } = await readPoems(directory);
	expect(poems.map(({ title }) => title)).toEqual(['a text in UTF-16', 'a text in UTF-32', 'Ärger']);
	expect(poems[0]?.bytes).toEqual(wide);
});

test('what is no poem is passed over with its reason, and the others are read', async () => {
	await writeFile(join(directory, 'a.txt'), 'A');
	await writeFile(join(directory, 'empty.txt'), '');
	await writeFile(join(directory, '.hidden.txt'), 'hidden');
	await mkdir(join(directory, 'folder.txt'));
	await symlink(join(directory, 'gone'), join(directory, 'link.txt'));
	const { poems, skipped } = await readPoems(directory);
	expect(poems.map(({ name }) => name)).toEqual(['a']);
	expect(skipped).toMatchObject([
		{ file: 'empty.txt', why: 'it is empty' },
		{ file: 'folder.txt', why: 'it is a directory, no file' },
		{ file: 'link.txt', why: 'it is a link to nothing' },
	]);
});

test('two files that read the same are one poem, and the other is told', async () => {
	const named = (name: string, ...bytes: number[]) =>
		Buffer.concat([Buffer.from(`${directory}/${name}`), Buffer.from(bytes), Buffer.from('.txt')]);
	await writeFile(named('a', 0xff), 'bytes');
	await writeFile(named('a\\xff'), 'letters');
	const { poems, skipped } = await readPoems(directory);
	expect(poems.map(({ name }) => name)).toEqual(['a\\xff']);
	expect(skipped).toEqual([{ file: 'a\\xff.txt', why: 'another file has the same name' }]);
	expect(poemNamesIn(directory)).toEqual(['a\\xff', 'a\\xff']);
});

test('a poem that is larger than any may be is told', async () => {
	await writeFile(join(directory, 'a.txt'), 'A');
	await writeFile(join(directory, 'large.txt'), '');
	await truncate(join(directory, 'large.txt'), maxPoemBytes + 1);
	const { poems, skipped } = await readPoems(directory);
	expect(poems).toHaveLength(1);
	expect(skipped).toEqual([{ file: 'large.txt', why: `it is larger than ${maxPoemBytes} bytes` }]);
});

test.each([
	['is not there', () => join(directory, 'gone'), /no such directory.*--poems/],
	['has no poem', () => directory, /no poem in .*\*\.txt/],
])('a directory that %s is refused with words that say what to do', async (_, where, message) => {
	const failure = await readPoems(where()).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(PoemsError);
	expect((failure as PoemsError).message).toMatch(message);
});
