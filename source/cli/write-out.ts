import type { Writable } from 'node:stream';

/** The output could not be written, such as to a full disk; the message is the system's. */
export class OutputError extends Error {
	override readonly name = 'OutputError';
}

/**
 * Resolves when the stream took it, or when nobody reads it any more, which ends a program in a pipe quietly. Throws an
 * {@link OutputError}.
 */
export function writeOut(stream: Writable, output: Uint8Array | string): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (error: NodeJS.ErrnoException): void =>
			isReaderGone(error) ? resolve() : reject(new OutputError(error.message, { cause: error }));
		stream.once('error', fail);
		stream.write(output, error => {
			if (error) {
				// The stream tells the same error once more, and must find a listener then.
				fail(error);
			} else {
				stream.off('error', fail);
				resolve();
			}
		});
	});
}

/** Whether a write failed because nobody can read it: just now, or since one before it. */
export function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
	return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
