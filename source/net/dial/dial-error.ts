import type { FailureCode } from '../../events/events.ts';

/** A connection that we could not make, or that broke; the message says it in plain words. */
export class DialError extends Error {
	override readonly name = 'DialError';
	readonly code: FailureCode;

	constructor(code: FailureCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** The failure of what nobody wants any more. */
export function cancelled(): DialError {
	return new DialError('cancelled', 'cancelled');
}

/** The system's error as a `DialError`, in plain words. */
export function toDialError(error: NodeJS.ErrnoException): DialError {
	const [code, message] = meaning(error.code);
	return new DialError(code, message ?? error.message, { cause: error });
}

function meaning(systemCode: string | undefined): readonly [FailureCode, string?] {
	switch (systemCode) {
		case 'ECONNREFUSED':
			return ['refused', 'connection refused'];
		case 'ECONNRESET':
		case 'EPIPE':
		case 'ECONNABORTED':
			return ['reset', 'connection reset'];
		case 'ETIMEDOUT':
			return ['timed-out', 'the connection timed out'];
		case 'EHOSTUNREACH':
			return ['unreachable', 'the host cannot be reached'];
		case 'ENETUNREACH':
			return ['unreachable', 'the network cannot be reached'];
		case 'ENOTFOUND':
			return ['unreachable', 'no such host'];
		case 'EAFNOSUPPORT':
			return ['unreachable', 'this machine does not speak that kind of address'];
		case 'EACCES':
		case 'EPERM':
			return ['unreachable', 'this machine does not allow the connection'];
		case 'EADDRNOTAVAIL':
			return ['unreachable', 'no local port is free, or the address is none that can be dialled'];
		case 'EMFILE':
		case 'ENFILE':
			return ['unreachable', 'too many files and connections are open on this machine'];
		default:
			return ['unreachable'];
	}
}
