import { constants, type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { FileError } from './file-error.ts';

/** The time for which a pipe may have nobody who writes to it, until it counts as empty, in milliseconds. */
const writerWithinMs = 2_000;

/** The time between two looks at a pipe that has nothing yet, in milliseconds. */
const lookEveryMs = 10;

const blockBytes = 1024 * 1024;

/**
 * Copies a pipe to its end into a temporary file without a name, and gives that file, open. Throws a {@link FileError} where
 * more than `maxBytes` come, or nobody writes to it. It holds no thread while it waits, so that the program can end.
 */
export async function drainPipe(path: string, maxBytes: number, patienceMs = writerWithinMs): Promise<FileHandle> {
	const pipe = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		if (!(await pipe.stat()).isFIFO()) {
			throw new FileError('no-file', 'it is no pipe any more');
		}
		const file = await namelessFile();
		try {
			await copy(pipe, file, maxBytes, patienceMs);
			return file;
		} catch (error) {
			await file.close();
			throw error;
		}
	} finally {
		await pipe.close();
	}
}

async function copy(pipe: FileHandle, file: FileHandle, maxBytes: number, patienceMs: number): Promise<void> {
	const block = Buffer.allocUnsafeSlow(blockBytes);
	const patienceEnds = performance.now() + patienceMs;
	let hasWriter = false;
	for (let length = 0; ; ) {
		const bytesRead = await readNow(pipe, block);
		hasWriter ||= bytesRead !== 0;
		if (bytesRead === undefined || (!hasWriter && performance.now() < patienceEnds)) {
			await setTimeout(lookEveryMs);
			continue;
		}
		if (bytesRead === 0) {
			if (!hasWriter) {
				throw new FileError('no-file', 'it is a pipe, and nobody writes to it');
			}
			return;
		}
		length += bytesRead;
		if (length > maxBytes) {
			throw new FileError('too-large', `more than ${maxBytes} bytes come through this pipe; save them in a file`);
		}
		await file.writeFile(block.subarray(0, bytesRead));
	}
}

/** The number of bytes that were read; 0 where nobody writes to the pipe, undefined where nothing has come yet. */
async function readNow(pipe: FileHandle, block: Buffer): Promise<number | undefined> {
	try {
		return (await pipe.read(block, 0, block.length, null)).bytesRead;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
			return undefined;
		}
		throw error;
	}
}

/** A temporary file whose name is removed at once, so that the system deletes it however the program ends. */
async function namelessFile(): Promise<FileHandle> {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
	try {
		return await open(join(directory, 'piped'), 'wx+', 0o600);
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}
