import { unlink } from 'node:fs/promises';
import { whyOf } from '../../files/file-error.ts';
import { createNewFile } from '../../files/regular-file.ts';
import { RecordingError } from './recording-error.ts';

/** The file of a recording, as little of it as a recorder needs. */
export interface RecordingFile {
	/** Writes at this offset; gives how many of the bytes are written, which may be fewer. */
	write(bytes: Uint8Array, offset: number): Promise<number>;
	/** Cuts the file to this length. */
	truncate(length: number): Promise<void>;
	close(): Promise<void>;
	/** Takes the file away: nothing was recorded. */
	remove(): Promise<void>;
}

/** Creates a file that is not there yet. Throws a {@link RecordingError}. */
export async function createRecordingFile(path: string): Promise<RecordingFile> {
	const handle = await createNewFile(path).catch((cause: unknown) => {
		throw new RecordingError('not-written', `Cannot record to ${path}: ${whyOf(cause)}. Name another file.`, { cause });
	});
	return {
		write: async (bytes, offset) => (await handle.write(bytes, 0, bytes.length, offset)).bytesWritten,
		truncate: length => handle.truncate(length),
		close: () => handle.close(),
		remove: () => unlink(path),
	};
}
