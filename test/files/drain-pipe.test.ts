import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { drainPipe } from '../../source/files/drain-pipe.ts';

async function newPipe(): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-files-'));
	onTestFinished(() => rm(directory, { recursive: true }));
	execFileSync('mkfifo', [join(directory, 'pipe')]);
	return join(directory, 'pipe');
}

/** Whoever opens a pipe for both needs nobody at its other end. */
async function openBothEnds(path: string) {
	const pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
	onTestFinished(() => pipe.close().catch(() => {}));
	return pipe;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('everything that comes through a pipe can be read in any place, also what is longer than the pipe holds', async () => {
	const path = await newPipe();
	const sent = Buffer.alloc(3_000_000, 'a line of a long recording\n');
	const writing = open(path, 'w').then(async writer => {
		await writer.writeFile(sent);
		await writer.close();
	});
	const file = await drainPipe(path, 10_000_000);
	await writing;
	onTestFinished(() => file.close());
	const bytes = Buffer.alloc(sent.length + 1);
	const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
	expect(hashOf(bytes.subarray(0, bytesRead))).toBe(hashOf(sent));
	expect((await file.stat()).nlink).toBe(0);
});

test('a pipe that nobody writes to is told, and not waited for', async () => {
	await expect(drainPipe(await newPipe(), 100, 0)).rejects.toThrow('it is a pipe, and nobody writes to it');
});

test('a writer that comes a little later is not missed', async () => {
	const path = await newPipe();
	const draining = drainPipe(path, 100);
	// It is open as soon as the reader is there.
	const writer = await open(path, 'w');
	await writer.writeFile('late');
	await writer.close();
	const file = await draining;
	onTestFinished(() => file.close());
	expect((await file.stat()).size).toBe(4);
});

test('what does not end within the bound is told', async () => {
	const path = await newPipe();
	const draining = drainPipe(path, 100);
	const writer = await openBothEnds(path);
	await writer.writeFile('x'.repeat(101));
	await expect(draining).rejects.toThrow('more than 100 bytes come through this pipe; save them in a file');
});
