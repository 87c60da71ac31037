import process from 'node:process';
import type { Writable } from 'node:stream';
import { whyOf } from '../../files/file-error.ts';

/** The output could not be written, such as to a full disk; the message says what of it, and why. */
export class OutputError extends Error {
	override readonly name = 'OutputError';
}

/**
 * Writes this, which is called `what` in words; resolves when the stream took it, or when nobody reads it any more, which ends a program in a pipe quietly. Throws an
 * {@link OutputError}.
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

/** Says what could not be written, and why. */
export function unwritten(what: string, error: Error): string {
	return `${what} could not be written: ${whyOf(error)}`;
}

/** Whether a write failed because nobody can read it: just now, or since one before it. */
export function isReaderGone({ code }: NodeJS.ErrnoException): boolean {
	return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
