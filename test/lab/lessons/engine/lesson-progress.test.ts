import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openProgress, readProgress, resetProgress } from '../../../../source/lab/lessons/engine/lesson-progress.ts';

async function directory(): Promise<string> {
	const made = await mkdtemp(join(tmpdir(), 'poetry-lab-progress-'));
	onTestFinished(() => rm(made, { recursive: true, force: true }));
	return made;
}

test('what is done is known in the next run, in a directory that is made for it', async () => {
	const path = join(await directory(), 'state', 'poetry-lab', 'lessons.json');
	const first = await openProgress(path);
	expect([...first.done.keys()]).toEqual([]);
	await first.add('by-hand', {});
	await first.add('fall-back', {});
	const second = await openProgress(path);
	expect([...second.done.keys()].sort()).toEqual(['by-hand', 'fall-back']);
	expect(second.problem).toBeUndefined();
});

test('two labs at once keep what both have done', async () => {
	const path = join(await directory(), 'lessons.json');
	const [one, other] = [await openProgress(path), await openProgress(path)];
	await one.add('by-hand', {});
	await other.add('fall-back', {});
	expect([...(await readProgress(path)).done.keys()]).toEqual(['by-hand', 'fall-back']);
});

test('nothing is left beside the file once it is written', async () => {
	const inside = await directory();
	const progress = await openProgress(join(inside, 'lessons.json'));
	await progress.add('by-hand', {});
	expect(await readdir(inside)).toEqual(['lessons.json']);
});

test.each(['', '{', '[]', '{"done":"all"}', '{"done":[1]}', 'null'])(
	'a file with %j in it is told, put aside, and begun anew',
	async text => {
		const path = join(await directory(), 'lessons.json');
		await writeFile(path, text);
		const progress = await openProgress(path);
		expect(progress.problem).toContain('damaged');
		expect([...progress.done.keys()]).toEqual([]);
		expect(await readFile(`${path}.damaged`, 'utf8')).toBe(text);
		await progress.add('by-hand', {});
		expect(progress.problem).toBeUndefined();
		expect([...(await readProgress(path)).done.keys()]).toEqual(['by-hand']);
	},
);

test('where nothing can be written it is told, and what was done counts for this run', async () => {
	const inside = await directory();
	// A file where a directory should be stops everybody, also those who may do everything.
	await writeFile(join(inside, 'state'), '');
	const progress = await openProgress(join(inside, 'state', 'lessons.json'));
	await progress.add('by-hand', {});
	expect(progress.problem).toMatch(/can not be (kept|read)/);
	expect(progress.done.has('by-hand')).toBe(true);
});

test('without a file it is kept for this run alone', async () => {
	const progress = await openProgress(undefined);
	await progress.add('by-hand', {});
	expect(progress.done.has('by-hand')).toBe(true);
	expect(progress.problem).toBeUndefined();
});

const steps = [{ guess: 'a MISS', held: true, tries: 2, happened: true }];

test('when a lesson was done is kept, with what was guessed; the last time counts, whichever lab writes it', async () => {
	const path = join(await directory(), 'lessons.json');
	const [one, other] = [await openProgress(path), await openProgress(path)];
	await other.add('by-hand', { doneAt: '2026-11-26T10:00:00.000Z', steps });
	await one.add('by-hand', { doneAt: '2026-11-25T10:00:00.000Z', steps: [] });
	await one.add('fall-back', { doneAt: '2026-11-25T11:00:00.000Z', steps: [] });
	expect((await readProgress(path)).done).toEqual(
		new Map([
			['by-hand', { doneAt: '2026-11-26T10:00:00.000Z', steps }],
			['fall-back', { doneAt: '2026-11-25T11:00:00.000Z', steps: [] }],
		]),
	);
});

test('a program of before finds the names where it looks for them, and what it kept is read', async () => {
	const path = join(await directory(), 'lessons.json');
	await writeFile(path, '{"version":1,"done":["by-hand","constructor"]}');
	const progress = await openProgress(path);
	expect(progress.done).toEqual(new Map(['by-hand', 'constructor'].map(name => [name, {}])));
	await progress.add('fall-back', { doneAt: '2026-11-26T10:00:00.000Z', steps });
	expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ done: ['by-hand', 'constructor', 'fall-back'] });
});

test('a reset forgets all, also where there was nothing', async () => {
	const path = join(await directory(), 'lessons.json');
	await resetProgress(path);
	const progress = await openProgress(path);
	await progress.add('by-hand', {});
	await resetProgress(path);
	expect((await readProgress(path)).done.size).toBe(0);
});

test('a reset that can not be is an error', async () => {
	const inside = await directory();
	await mkdir(join(inside, 'lessons.json'));
	await chmod(inside, 0o700);
	await expect(resetProgress(join(inside, 'lessons.json'))).rejects.toThrow();
});

test('a file that an editor put a mark before is read all the same', async () => {
	const path = join(await directory(), 'lessons.json');
	await writeFile(path, '\ufeff{"version":1,"done":["by-hand"]}');
	expect(await readProgress(path)).toEqual({ done: new Map([['by-hand', {}]]) });
});

test('what is no file is told, and stays where it is', async () => {
	const path = join(await directory(), 'lessons.json');
	await mkdir(path);
	const progress = await openProgress(path);
	expect(progress.problem).toBe(`Which lessons are done can not be read from ${path}: it is a directory, no file.`);
	await progress.add('by-hand', {});
	expect(progress.problem).toBe(`Which lessons are done can not be kept in ${path}: it is a directory, no file.`);
	expect(progress.done.has('by-hand')).toBe(true);
});
