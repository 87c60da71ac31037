import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createNewFile, lookForFile, openToRead, readWholeFile } from '../../source/files/regular-file.ts';

let directory = '';
beforeEach(async () => {
	directory = await mkdtemp(join(tmpdir(), 'poetry-lab-files-'));
});
afterEach(() => rm(directory, { recursive: true }));

const at = (name: string) => join(directory, name);

async function makeOthers(): Promise<void> {
	await mkdir(at('folder'));
	execFileSync('mkfifo', [at('pipe')]);
	await symlink(at('pipe'), at('link to a pipe'));
	await symlink(at('gone'), at('link to nothing'));
	await symlink(at('circle'), at('circle'));
	const server = createServer();
	await new Promise<void>(resolve => server.listen(at('socket'), resolve));
	onTestFinished(() => void server.close());
}

describe('what is no regular file is refused in words, and waited for by nobody', () => {
	const others = [
		['folder', 'it is a directory, no file'],
		['pipe', 'it is a pipe, no file'],
		['link to a pipe', 'it is a pipe, no file'],
		['socket', 'it is a socket, no file'],
		['link to nothing', 'it is a link to nothing'],
		['circle', 'its links lead in a circle'],
		['gone', 'there is no such file or directory'],
		['gone/deeper', 'there is no such file or directory'],
		[`${'x'.repeat(300)}`, 'the name is too long'],
		['\ufffd', 'a name that is not UTF-8 can not be given: rename it'],
	] as const;
	test.each(others)('%s', async (name, why) => {
		await makeOthers();
		const refused = { name: 'FileError', message: why };
		await expect(lookForFile(at(name))).rejects.toMatchObject(refused);
		await expect(openToRead(at(name))).rejects.toMatchObject(refused);
		await expect(readWholeFile(at(name), 100)).rejects.toMatchObject(refused);
	});

	test.each(['/dev/zero', '/dev/null', '/dev/full', '/dev/tty'])('%s', async path => {
		await expect(readWholeFile(path, 100)).rejects.toThrow('it is a device, no file');
	});

	test.each([
		['folder', 'a directory is there already'],
		['pipe', 'a pipe is there already'],
		['socket', 'a socket is there already'],
		['link to nothing', 'a link to nothing is there already'],
		['gone/', 'there is no such directory'],
		['/dev/full', 'a device is there already'],
		['/dev/null', 'a device is there already'],
	])('and nothing is created in the place of %s', async (name, why) => {
		await makeOthers();
		const before = await readdir(directory);
		await expect(createNewFile(name.startsWith('/') ? name : at(name))).rejects.toMatchObject({ message: why });
		expect(await readdir(directory)).toEqual(before);
	});
});

test('a file is read whole, also when the system says that it has no length', async () => {
	await writeFile(at('a'), 'whole');
	expect((await readWholeFile(at('a'), 5)).toString()).toBe('whole');
	await writeFile(at('empty'), '');
	expect(await readWholeFile(at('empty'), 5)).toHaveLength(0);
	expect((await readWholeFile('/proc/self/status', 100_000)).toString()).toContain('VmPeak');
});

test('a file of more bytes than may be is refused before it is read', async () => {
	await writeFile(at('a'), 'whole');
	await expect(readWholeFile(at('a'), 4)).rejects.toThrow('it is larger than 4 bytes');
	await writeFile(at('sparse'), '');
	await truncate(at('sparse'), 8 * 1024 ** 3);
	await expect(readWholeFile(at('sparse'), 1024)).rejects.toThrow('it is larger than 1024 bytes');
});

test('a new file whose name was not UTF-8, and would be another one, is not created', async () => {
	const why = 'a name that is not UTF-8 can not be given: choose another';
	await expect(createNewFile(at('o\ufffd.jsonl'))).rejects.toMatchObject({ code: 'no-file', message: why });
	expect(await readdir(directory)).toEqual([]);
});

test('a new file is created, and an old one stays as it is', async () => {
	const file = await createNewFile(at('new'));
	await file.writeFile('first');
	await file.close();
	await expect(createNewFile(at('new'))).rejects.toMatchObject({ code: 'exists' });
	expect((await readWholeFile(at('new'), 100)).toString()).toBe('first');
});

test.skipIf(process.platform !== 'linux')(
	'what looks like a file and can not be read is told so, with what to do',
	async () => {
		await expect(readWholeFile('/proc/self/mem', 1_000)).rejects.toMatchObject({
			code: 'failed',
			message: 'its bytes can not be read (EIO): it is no file on a disk, or the disk is damaged; try a copy of it',
		});
	},
);
