/** A server that cannot listen; the message says who and what to do. */
export class NetError extends Error {
	override readonly name = 'NetError';
	/** The system's code, such as `EADDRINUSE`. */
	readonly code: string;

	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
