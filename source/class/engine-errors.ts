import { ClassError, type ClassErrorCode } from './class-error.ts';

/** The first word of an error that the engine answers with, and what it means for us; any other one is `wrong`. */
const codes: { readonly [word: string]: ClassErrorCode } = {
	OOM: 'full',
	LOADING: 'unreachable',
	BUSY: 'slow',
};

const remedies: { readonly [word: string]: string } = {
	OOM: 'its memory is full (maxmemory)',
	LOADING: 'it has just started, and still reads its data',
};

/** The failure of a connection to the engine: an error that it answers with, or one of the connection itself. */
export function whatFailed(where: string, error: unknown): ClassError {
	if (error instanceof ClassError) {
		return error;
	}
	const { code, message } = partsOf(error);
	const [, word = ''] = /^([A-Z]{2,})( |$)/.exec(message) ?? [];
	if (word === '' || code !== '') {
		const why = plainly[code] ?? plainlyOf(message) ?? (message === '' ? code : message);
		return new ClassError('unreachable', `${where}: ${why}`, { cause: error });
	}
	const refusal = refusals.find(([begins]) => begins.test(message))?.[1];
	if (refusal !== undefined) {
		return new ClassError('refused', `${where}: ${refusal}`, { cause: error });
	}
	return new ClassError(codes[word] ?? 'wrong', `${where}: ${remedies[word] ?? message}`, { cause: error });
}

function partsOf(error: unknown): { readonly code: string; readonly message: string } {
	const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
	return { code: String(code ?? ''), message: String(message ?? '') };
}

/** The answers with which it lets nobody in, at the very start. */
const refusals: readonly (readonly [begins: RegExp, why: string])[] = [
	[/^WRONGPASS /, 'the user or the password is wrong'],
	[/^NOAUTH /, 'it wants a password: write redis://:password@host'],
	[/^ERR AUTH /, 'it has no password: leave it out'],
	[/^ERR (DB index is out of range|invalid DB index)/, 'it has no database of that number'],
];

/** What the client says of a program that is no engine. */
function plainlyOf(message: string): string | undefined {
	return message.startsWith('Unknown RESP type') ? 'what answers there is no Valkey or Redis' : undefined;
}

/** Errors of a connection, by the system's code. */
const plainly: { readonly [code: string]: string } = {
	ECONNREFUSED: 'nothing listens there',
	ENOTFOUND: 'there is no such host',
	ECONNRESET: 'the connection was reset',
	ETIMEDOUT: 'it does not answer',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed: name it in NODE_EXTRA_CA_CERTS',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted: name that of its authority in NODE_EXTRA_CA_CERTS',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted: name that of its authority in NODE_EXTRA_CA_CERTS',
};
