import type { FileHandle } from 'node:fs/promises';
import { drainPipe } from '../../files/drain-pipe.ts';
import { otherEncoding } from '../../files/encoding.ts';
import { FileError, whyOf } from '../../files/file-error.ts';
import { lookAt, openToRead } from '../../files/regular-file.ts';
import { RecordingError } from '../recording/recording-error.ts';

/** The longest recording that is read from a pipe, which has to be kept in a file meanwhile. */
const maxPipedBytes = 1024 * 1024 * 1024;

/**
 * Opens a recording to read any part of it. One that comes through a pipe, such as `<(zcat x.jsonl.gz)`, is read to its
 * end first. Throws a {@link RecordingError} where there is no file, or it holds no text of ours.
 */
export async function openRecording(path: string): Promise<FileHandle> {
	try {
		const isPipe = (await lookAt(path)).isFIFO();
		return await withOurText(isPipe ? await drainPipe(path, maxPipedBytes) : await openToRead(path));
	} catch (cause) {
		throw new RecordingError('not-read', `Cannot replay ${path}: ${whyOf(cause)}.`, { cause });
	}
}

/** The first two bytes of what gzip writes (RFC 1952). */
const gzipMark = 0x1f8b;

/** Some shells write what a program prints as UTF-16. */
async function withOurText(file: FileHandle): Promise<FileHandle> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
	const encoding = otherEncoding(buffer.subarray(0, bytesRead));
	if (encoding !== undefined) {
		await file.close();
		throw new FileError('failed', `it is text in ${encoding}; save it as UTF-8`);
	}
	if (bytesRead >= 2 && buffer.readUInt16BE() === gzipMark) {
		await file.close();
		throw new FileError('failed', 'it is compressed with gzip: unpack it, as in replay <(zcat session.jsonl.gz)');
	}
	return file;
}
