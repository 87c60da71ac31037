import { netstringWords } from './netstring-words.ts';

/** The longest payload that a decoder takes where no limit is given: 1 MiB. */
export const defaultMaxFrameBytes = 1_048_576;

/** The reason why a frame is bad: no proper length, a length over the limit, or no comma after the payload. */
export type NetstringErrorCode = 'bad-length' | 'too-long' | 'missing-comma';

/** Bytes that are no netstring, or one that is too long. */
export class NetstringError extends Error {
	override readonly name = 'NetstringError';
	readonly code: NetstringErrorCode;
	/** The number of bytes before the one that showed it, since the decoder's first. */
	readonly offset: number;
	/** The payloads that the same chunk completed before that byte. */
	readonly completed: readonly Uint8Array[];

	constructor(code: NetstringErrorCode, message: string, offset: number, completed: readonly Uint8Array[]) {
		super(message);
		this.code = code;
		this.offset = offset;
		this.completed = completed;
	}
}

/** The payload, bytes or a text in UTF-8, as one netstring, `<length>:<bytes>,` (D. J. Bernstein, "Netstrings", 1997). */
export function encodeNetstring(payload: Uint8Array | string): Buffer {
	const length = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
	const head = `${length}:`;
	const frame = Buffer.allocUnsafe(head.length + length + 1);
	frame.write(head, 'latin1');
	if (typeof payload === 'string') {
		frame.write(payload, head.length);
	} else {
		frame.set(payload, head.length);
	}
	frame[frame.length - 1] = comma;
	return frame;
}

const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const comma = 0x2c;
const firstCapacity = 4096;
const nothing = new Uint8Array(0);

/**
 * Takes netstrings apart, in whatever pieces their bytes come. It refuses at the first byte that shows a frame to be
 * bad or too long, and then stays refusing. It never holds more than the limit, and no more than twice what has come.
 */
export class NetstringDecoder {
	readonly #maxBytes: number;
	#part: 'length' | 'payload' | 'comma' = 'length';
	#digits = 0;
	#length = 0;
	/** The payload so far, in memory of its own once it waits for another chunk; grown by doubling. */
	#payload: Uint8Array = nothing;
	#filled = 0;
	/** Where the next chunk begins, counted from the first byte of all. */
	#offset = 0;
	#error: NetstringError | undefined;

	constructor({ maxBytes = defaultMaxFrameBytes }: { readonly maxBytes?: number } = {}) {
		this.#maxBytes = maxBytes;
	}

	/** True in the middle of a frame. */
	get pending(): boolean {
		return this.#part !== 'length' || this.#digits > 0;
	}

	/** The payload's bytes so far, of a frame that is not complete yet. */
	get partial(): Uint8Array {
		return this.#payload.subarray(0, this.#filled);
	}

	/** The payloads that this chunk completes; they may share its memory. Throws `NetstringError`. */
	push(chunk: Uint8Array): Uint8Array[] {
		if (this.#error !== undefined) {
			throw this.#error;
		}
		const completed: Uint8Array[] = [];
		let at = 0;
		while (at < chunk.length) {
			if (this.#part === 'length') {
				at = this.#takeLength(chunk, at, completed);
			} else if (this.#part === 'payload') {
				at = this.#takePayload(chunk, at);
			} else {
				this.#takeComma(chunk, at, completed);
				at += 1;
			}
		}
		this.#offset += chunk.length;
		return completed;
	}

	#takeLength(chunk: Uint8Array, from: number, completed: Uint8Array[]): number {
		for (let at = from; at < chunk.length; at += 1) {
			const byte = chunk[at] ?? 0;
			if (byte === colon && this.#digits > 0) {
				this.#part = this.#length === 0 ? 'comma' : 'payload';
				return at + 1;
			}
			if (byte < zero || byte > nine) {
				this.#fail('bad-length', netstringWords.noLength, at, completed);
			}
			if (this.#digits > 0 && this.#length === 0) {
				this.#fail('bad-length', netstringWords.zeroInFront, at, completed);
			}
			this.#length = this.#length * 10 + (byte - zero);
			this.#digits += 1;
			if (this.#length > this.#maxBytes) {
				this.#fail('too-long', bytes => netstringWords.tooLong(this.#maxBytes, bytes), at, completed);
			}
		}
		return chunk.length;
	}

	#takePayload(chunk: Uint8Array, from: number): number {
		const to = Math.min(chunk.length, from + this.#length - this.#filled);
		// Its comma is here too, so the chunk's memory is not held on to for the sake of a few bytes.
		if (this.#filled === 0 && to - from === this.#length && to < chunk.length) {
			this.#payload = chunk.subarray(from, to);
		} else {
			this.#reserve(this.#filled + to - from);
			this.#payload.set(chunk.subarray(from, to), this.#filled);
		}
		this.#filled += to - from;
		if (this.#filled === this.#length) {
			this.#part = 'comma';
		}
		return to;
	}

	#takeComma(chunk: Uint8Array, at: number, completed: Uint8Array[]): void {
		if (chunk[at] !== comma) {
			this.#fail('missing-comma', bytes => netstringWords.noComma(this.#length, bytes), at, completed);
		}
		const isExact = this.#payload.length === this.#length;
		completed.push(isExact ? this.#payload : this.#payload.subarray(0, this.#length));
		this.#part = 'length';
		this.#digits = 0;
		this.#length = 0;
		this.#payload = nothing;
		this.#filled = 0;
	}

	/** Room for so many bytes of the payload, at least doubled each time, so that copying stays linear. */
	#reserve(bytes: number): void {
		if (bytes <= this.#payload.length) {
			return;
		}
		const capacity = Math.min(this.#length, Math.max(bytes, this.#payload.length * 2, firstCapacity));
		const grown = new Uint8Array(capacity);
		grown.set(this.#payload.subarray(0, this.#filled));
		this.#payload = grown;
	}

	#fail(
		code: NetstringErrorCode,
		words: (bytes: number) => string,
		at: number,
		completed: readonly Uint8Array[],
	): never {
		this.#payload = nothing;
		const offset = this.#offset + at;
		this.#error = new NetstringError(code, words(offset), offset, completed);
		throw this.#error;
	}
}
