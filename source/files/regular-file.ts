import type { Stats } from 'node:fs';
import { constants, type FileHandle, lstat, open, stat } from 'node:fs/promises';
import { FileError, whyOf } from './file-error.ts';

/** A file's name, in bytes where it may not be UTF-8. */
export type Path = string | Buffer;

/** The part of `Stats` that tells a regular file from all else. */
type Kind = Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket' | 'isCharacterDevice' | 'isBlockDevice'>;

/** Flags with which opening a pipe does not wait, and opening a terminal does not make it our controlling one. Windows has neither. */
const withoutWaiting = (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** The `Stats` of whatever has this name; throws a {@link FileError} where nothing has. It never waits. */
export async function lookAt(path: Path): Promise<Stats> {
	try {
		return await stat(path);
	} catch (cause) {
		throw await notRead(path, cause);
	}
}

/** Resolves where there is a regular file at this name; throws a {@link FileError} that says what else is there. */
export async function lookForFile(path: Path): Promise<void> {
	refuseOthers(await lookAt(path));
}

/**
 * Opens a regular file to read it. Throws a {@link FileError} for all else, and never waits: opening a pipe that has no
 * writer would hold a thread, and with it the end of the program.
 */
export async function openToRead(path: Path): Promise<FileHandle> {
	await lookForFile(path);
	const file = await open(path, constants.O_RDONLY | withoutWaiting).catch(async (cause: unknown) => {
		throw await notRead(path, cause);
	});
	try {
		// Something else may have taken its place since it was looked at.
		refuseOthers(await file.stat());
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
}

/** All bytes of a regular file. Throws a {@link FileError}, also where there are more than `maxBytes`. */
export async function readWholeFile(path: Path, maxBytes: number): Promise<Buffer> {
	const file = await openToRead(path);
	try {
		const { size } = await file.stat();
		if (size > maxBytes) {
			throw tooLarge(maxBytes);
		}
		// One more than it says: it may grow meanwhile, and files of the system say 0.
		let bytes: Buffer = Buffer.allocUnsafeSlow(size + 1);
		let length = 0;
		for (;;) {
			const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
			length += bytesRead;
			if (length > maxBytes) {
				throw tooLarge(maxBytes);
			}
			if (bytesRead === 0) {
				return bytes.subarray(0, length);
			}
			if (length === bytes.length) {
				bytes = Buffer.concat([bytes], Math.min(length * 2, maxBytes) + 1);
			}
		}
	} catch (cause) {
		throw cause instanceof FileError ? cause : new FileError('failed', whyOf(cause), { cause });
	} finally {
		await file.close();
	}
}

function tooLarge(maxBytes: number): FileError {
	return new FileError('too-large', `it is larger than ${maxBytes} bytes`);
}

/** Creates a file that is not there yet, and opens it to write. Throws a {@link FileError} that says what is there. */
export async function createNewFile(path: Path): Promise<FileHandle> {
	if (isUnnamable(path)) {
		throw new FileError('no-file', 'a name that is not UTF-8 can not be given: choose another');
	}
	try {
		return await open(path, 'wx');
	} catch (cause) {
		if (!isCode(cause, 'EEXIST', 'EISDIR')) {
			throw new FileError(isCode(cause, 'ENOENT') ? 'missing' : 'failed', whyOf(cause), { cause });
		}
		const there = await stat(path).catch(() => undefined);
		if (there === undefined && isCode(cause, 'EISDIR')) {
			throw new FileError('missing', 'there is no such directory', { cause });
		}
		if (there?.isFile()) {
			throw new FileError('exists', 'it is there already, and no file is overwritten', { cause });
		}
		const what = there === undefined ? 'a link to nothing' : kindOf(there);
		throw new FileError('no-file', `${what} is there already`, { cause });
	}
}

function refuseOthers(kind: Kind): void {
	if (!kind.isFile()) {
		throw new FileError('no-file', `it is ${kindOf(kind)}, no file`);
	}
}

function kindOf(kind: Kind): string {
	if (kind.isDirectory()) {
		return 'a directory';
	}
	if (kind.isFIFO()) {
		return 'a pipe';
	}
	return kind.isSocket() ? 'a socket' : 'a device';
}

/** The error for a name that can not be read, made from the system's error. */
export async function notRead(path: Path, cause: unknown): Promise<FileError> {
	if (!isCode(cause, 'ENOENT')) {
		return new FileError('failed', isCode(cause, 'EACCES', 'EPERM') ? 'it may not be read' : whyOf(cause), { cause });
	}
	const link = await lstat(path).catch(() => undefined);
	if (link !== undefined) {
		return new FileError('missing', 'it is a link to nothing', { cause });
	}
	const why = isUnnamable(path) ? 'a name that is not UTF-8 can not be given: rename it' : whyOf(cause);
	return new FileError('missing', why, { cause });
}

/** Node makes U+FFFD of what is no UTF-8, so that the name it asks for is another. */
function isUnnamable(path: Path): boolean {
	return typeof path === 'string' && path.includes('\ufffd');
}

function isCode(error: unknown, ...codes: readonly string[]): boolean {
	return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
