/** A file can not be recorded to, or not be replayed; the message says which file, and what to do. */
export class RecordingError extends Error {
	override readonly name = 'RecordingError';
	/** `not-written`: nothing can be recorded there. `not-read`: there is nothing to replay, or not any more. */
	readonly code: 'not-written' | 'not-read';

	constructor(code: 'not-written' | 'not-read', message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
