import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeFile, replaceFile } from '../../source/files/replace-file.ts';

async function place(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-files-'));
	onTestFinished(() => rm(directory, { recursive: true }));
	return directory;
}

test('a text takes the place of the one before it, and nothing is left beside it', async () => {
	const directory = await place();
	const path = join(directory, 'deeper', 'note');
	await replaceFile(path, 'one');
	await replaceFile(path, 'two');
	expect(await readFile(path, 'utf8')).toBe('two');
	expect(await readdir(join(directory, 'deeper'))).toEqual(['note']);
	await removeFile(path);
	await removeFile(path);
	expect(await readdir(join(directory, 'deeper'))).toEqual([]);
});

test('what is no file is neither replaced nor removed', async () => {
	const directory = await place();
	const [pipe, folder] = [join(directory, 'pipe'), join(directory, 'folder')];
	execFileSync('mkfifo', [pipe]);
	await mkdir(folder);
	await expect(replaceFile(pipe, 'text')).rejects.toThrow('it is a pipe, no file');
	await expect(removeFile(pipe)).rejects.toThrow('it is a pipe, no file');
	await expect(replaceFile(folder, 'text')).rejects.toThrow('it is a directory, no file');
	await expect(removeFile(folder)).rejects.toThrow('it is a directory, no file');
	expect((await lstat(pipe)).isFIFO()).toBe(true);
	expect(await readdir(directory)).toEqual(['folder', 'pipe']);
});
