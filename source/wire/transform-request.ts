import { isAscii, isUtf8 } from 'node:buffer';

/** A transform's name and the poem that it is asked to treat. */
export interface TransformRequest {
	readonly name: string;
	readonly poem: string;
	/** The poem's length on the wire. */
	readonly poemBytes: number;
}

/** A payload that is no transform request. */
export class TransformRequestError extends Error {
	override readonly name = 'TransformRequestError';
	readonly code: 'no-dot' | 'bad-utf-8';

	constructor(code: 'no-dot' | 'bad-utf-8', message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

const dot = 0x2e;

/** The request's payload, `<name>.<poem>`, not yet in its netstring; throws `RangeError` for a name with a dot. */
export function encodeTransformRequest(name: string, poem: Uint8Array): Buffer {
	checkTransformName(name);
	return Buffer.concat([Buffer.from(`${name}.`), poem]);
}

/** Throws `RangeError` for a name that a request cannot carry: it ends at the first dot. */
export function checkTransformName(name: string): void {
	if (name.includes('.')) {
		throw new RangeError(
			`a transform's name has no dot, since a request is split at its first: ${JSON.stringify(name)}`,
		);
	}
}

/** The request in a payload, split at its first dot; throws `TransformRequestError`. */
export function decodeTransformRequest(payload: Uint8Array): TransformRequest {
	const end = payload.indexOf(dot);
	if (end === -1) {
		throw new TransformRequestError('no-dot', 'no dot between a name and a poem');
	}
	const bytes = bufferOf(payload);
	const poemBytes = bytes.length - end - 1;
	if (isAscii(bytes)) {
		return { name: bytes.toString('latin1', 0, end), poem: bytes.toString('latin1', end + 1), poemBytes };
	}
	return { name: decode(bytes.subarray(0, end), 'name'), poem: decode(bytes.subarray(end + 1), 'poem'), poemBytes };
}

/** The number of bytes in which a name is looked for before the payload is complete. */
const namePrefixBytes = 256;

/** The name in the beginning of a payload, once its dot has come; throws `TransformRequestError` where it is no UTF-8. */
export function decodeTransformName(beginning: Uint8Array): string | undefined {
	const end = beginning.subarray(0, namePrefixBytes).indexOf(dot);
	return end === -1 ? undefined : decode(beginning.subarray(0, end), 'name');
}

/** The text of these bytes; to look first whether they are ASCII is quicker than to decode them as anything. */
function decode(bytes: Uint8Array, what: 'name' | 'poem'): string {
	const buffer = bufferOf(bytes);
	if (isAscii(buffer)) {
		return buffer.toString('latin1');
	}
	if (!isUtf8(buffer)) {
		throw new TransformRequestError('bad-utf-8', `the ${what} is not valid UTF-8`);
	}
	return buffer.toString();
}

/** The same bytes as a `Buffer`, without a copy. */
function bufferOf(bytes: Uint8Array): Buffer {
	return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
