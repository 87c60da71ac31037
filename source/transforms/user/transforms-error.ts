/**
 * Why a user's own transforms failed: the directory is not there, it cannot be read; a module threw or gave something
 * else than text, it took too long, or its process ended.
 */
export type TransformsErrorCode =
	| 'directory-missing'
	| 'directory-unreadable'
	| 'threw'
	| 'not-text'
	| 'timed-out'
	| 'ended';

/** A failure of a user's own transforms, with a stable `code` and, where there is one, its `cause`. */
export class TransformsError extends Error {
	override readonly name = 'TransformsError';
	readonly code: TransformsErrorCode;

	constructor(code: TransformsErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
