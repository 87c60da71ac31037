import type { FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { dial } from '../../net/dial/dial.ts';
import { DialError } from '../../net/dial/dial-error.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { encodeNetstring, NetstringDecoder, NetstringError } from '../../wire/netstring.ts';
import { encodeTransformRequest } from '../../wire/transform-request.ts';
import { FetchError, toFetchError } from './fetch-error.ts';

/** The longest reply that is taken: 16 MiB, since a transform may make a poem longer. */
const maxReplyBytes = 16_777_216;

/** Where a transform server listens. */
export interface TransformServer extends Address {
	/** It is none of this program's: where it can not be reached, the error names its address. */
	readonly isElsewhere?: boolean;
}

export interface TransformPoemOptions {
	/** The transform's name. */
	readonly transform: string;
	/** The fetch that it is part of. */
	readonly fetch: FetchId;
	readonly signal?: AbortSignal | undefined;
	/** The longest that it may take as a whole. */
	readonly timeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
}

/** The poem as a transform server's transform makes it; rejects with `FetchError`, which can never know the server's reason. */
export async function transformPoem(
	poem: Uint8Array,
	via: TransformServer,
	{ transform, ...options }: TransformPoemOptions,
	telemetry: Telemetry,
): Promise<Buffer> {
	try {
		const { host, port } = via;
		const connection = await dial({ ...options, address: { host, port }, purpose: 'transform' }, telemetry).catch(
			(error: unknown) => Promise.reject(via.isElsewhere ? withAddress(error, via) : error),
		);
		connection.send(encodeNetstring(encodeTransformRequest(transform, poem)));
		const decoder = new NetstringDecoder({ maxBytes: maxReplyBytes });
		for await (const chunk of connection) {
			const reply = firstFrame(decoder, chunk);
			if (reply instanceof DialError) {
				connection.close(reply);
			} else if (reply !== undefined) {
				connection.close();
				return Buffer.from(reply.buffer, reply.byteOffset, reply.length);
			}
		}
		throw decoder.pending
			? new FetchError('bad-reply', 'the server closed in the middle of its reply')
			: new FetchError('closed-without-reply', 'the server closed without a reply');
	} catch (error) {
		throw toFetchError(error);
	}
}

/** The failure to connect, with the address that was dialled; why it was cancelled has nothing to do with that. */
function withAddress(error: unknown, via: Address): unknown {
	return error instanceof DialError && error.code !== 'cancelled'
		? new DialError(error.code, `${error.message}, at ${formatAddress(via)}`, { cause: error })
		: error;
}

/** The reply, if this chunk completes it; what comes after it is not looked at. */
function firstFrame(decoder: NetstringDecoder, chunk: Buffer): Uint8Array | DialError | undefined {
	try {
		return decoder.push(chunk)[0];
	} catch (cause) {
		if (!(cause instanceof NetstringError)) {
			throw cause;
		}
		const code = cause.code === 'too-long' ? 'too-long' : 'bad-reply';
		return cause.completed[0] ?? new DialError(code, `the reply is no netstring: ${cause.message}`, { cause });
	}
}
