import { firstIndexWhere } from '../../../wire/first-index-where.ts';

/** Some bytes, and their offset in a stream. */
export interface StreamPiece {
	readonly from: number;
	readonly data: Uint8Array;
}

/** A run of a stream: bytes that are kept, or bytes of which only the number is known. */
interface Run {
	readonly from: number;
	readonly to: number;
	/** Absent in a gap. */
	readonly data?: Uint8Array;
}

/** The lowest code point that has so many bytes in UTF-8: a lower one in as many is not valid. */
const leastCodes: { readonly [bytes: number]: number } = { 2: 0x80, 3: 0x800, 4: 0x10000 };

/** A stream of which some bytes may not be kept. What is kept is not copied. */
export class SparseBytes {
	/** The number of all bytes, kept or not. */
	readonly length: number;
	readonly #pieces: readonly StreamPiece[];

	/** The pieces may come in any order, and overlap: both ends of a connection tell of the same bytes. */
	constructor(length: number, pieces: readonly StreamPiece[]) {
		this.length = length;
		let end = 0;
		const inOrder = pieces.toSorted((a, b) => a.from - b.from);
		this.#pieces = inOrder.flatMap(({ from, data }) => {
			const start = Math.max(from, end);
			const fresh = data.subarray(start - from);
			end = start + fresh.length;
			return fresh.length === 0 ? [] : [{ from: start, data: fresh }];
		});
	}

	/** The byte at an offset; undefined where it is not kept. */
	at(offset: number): number | undefined {
		const piece = this.#pieces[this.#indexAt(offset)];
		return piece?.data[offset - piece.from];
	}

	/** The UTF-8 character at an offset (RFC 3629); empty where there is no valid one, or where not all of it is kept. */
	characterAt(offset: number): string {
		const first = this.at(offset) ?? 0xff;
		if (first < 0x80) {
			return String.fromCharCode(first);
		}
		// The first byte begins with as many ones as the character has bytes; each later one has six bits of its number.
		const count = Math.clz32(~first << 24);
		const least = leastCodes[count] ?? Number.POSITIVE_INFINITY;
		let code = first & (0x7f >> count);
		for (let next = offset + 1; next < offset + count; next += 1) {
			const byte = this.at(next) ?? 0;
			if ((byte & 0xc0) !== 0x80) {
				return '';
			}
			code = (code << 6) | (byte & 0x3f);
		}
		const isSurrogate = code >= 0xd800 && code <= 0xdfff;
		return code < least || code > 0x10ffff || isSurrogate ? '' : String.fromCodePoint(code);
	}

	/** The run that an offset is in; it may be shorter than what is kept, where that came in pieces. */
	runAt(offset: number): Run {
		const index = this.#indexAt(offset);
		const piece = this.#pieces[index];
		const end = piece === undefined ? 0 : piece.from + piece.data.length;
		if (piece !== undefined && offset < end) {
			return { from: piece.from, to: end, data: piece.data };
		}
		return { from: end, to: this.#pieces[index + 1]?.from ?? this.length };
	}

	/** The bytes from one offset to another, or undefined where one of them is not kept. */
	slice(from: number, to: number): Uint8Array | undefined {
		const piece = this.#pieces[this.#indexAt(from)];
		if (piece !== undefined && to <= piece.from + piece.data.length) {
			return piece.data.subarray(from - piece.from, to - piece.from);
		}
		const parts: Uint8Array[] = [];
		for (let at = from; at < to; ) {
			const run = this.runAt(at);
			if (run.data === undefined) {
				return undefined;
			}
			parts.push(run.data.subarray(at - run.from, to - run.from));
			at = run.to;
		}
		return Buffer.concat(parts);
	}

	/** The offset at which a byte is first found from another on, in what is kept up to the first gap; -1 where it is not. */
	indexOf(byte: number, from: number): number {
		for (let run = this.runAt(from); run.data !== undefined; run = this.runAt(run.to)) {
			const found = run.data.indexOf(byte, Math.max(0, from - run.from));
			if (found !== -1) {
				return run.from + found;
			}
		}
		return -1;
	}

	/** The last piece that begins at or before an offset. */
	#indexAt(offset: number): number {
		return firstIndexWhere(this.#pieces.length, index => (this.#pieces[index]?.from ?? 0) > offset) - 1;
	}
}
