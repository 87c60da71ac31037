import process from 'node:process';
import type { Writable } from 'node:stream';
import { whyOf } from '../../files/file-error.ts';

/** The output could not be written, such as to a full disk; the message says what of it, and why. */
export class OutputError extends Error {
	override readonly name = 'OutputError';
}

/**
 * Writes to a stream; resolves when the stream has taken it, or when nobody reads from it any more. `what` names the output
 * in the message of the {@link OutputError} that it rejects with.
 */
export function writeOut(what: string, output: Uint8Array | string, stream: Writable = process.stdout): Promise<void> {
	return new Promise((resolve, reject) => {
		const fail = (error: NodeJS.ErrnoException): void =>
			isReaderGone(error) ? resolve() : reject(new OutputError(unwritten(what, error), { cause: error }));
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

/** A sentence that says what could not be written, and why; without a full stop. */
export function unwritten(what: string, error: Error): string {
	return `${what} could not be written: ${whyOf(error)}`;
}

/** True where a write failed because nobody reads any more (EPIPE), as `head` does once it has enough. */
export function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
	return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
