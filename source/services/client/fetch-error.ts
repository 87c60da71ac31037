import type { FailureCode } from '../../events/events.ts';
import { DialError } from '../../net/dial/dial-error.ts';

/** A poem or a transform that could not be had; the message says why in plain words. */
export class FetchError extends Error {
	override readonly name = 'FetchError';
	readonly code: FailureCode;

	constructor(code: FailureCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** The failure as a `FetchError`; what is no failure of the network is thrown again, since it is a mistake of ours. */
export function toFetchError(error: unknown): FetchError {
	if (error instanceof FetchError) {
		return error;
	}
	if (error instanceof DialError) {
		return new FetchError(error.code, error.message, { cause: error });
	}
	throw error;
}

/** The failure of a poem that is longer than it may be. */
export function poemTooLong(maxPoemBytes: number): DialError {
	return new DialError('too-long', `the poem is longer than ${maxPoemBytes} bytes`);
}

/** The failure of an end before any byte: no poem is empty. */
export function emptyPoem(): FetchError {
	return new FetchError('empty', 'the server closed without a poem');
}
