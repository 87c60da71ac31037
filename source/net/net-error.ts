/** A server that cannot listen; the message says where, why and what to do, and leaves out who. */
export class NetError extends Error {
	override readonly name = 'NetError';
	/** The system's code, such as `EADDRINUSE`. */
	readonly code: string;

	constructor(code: string, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
