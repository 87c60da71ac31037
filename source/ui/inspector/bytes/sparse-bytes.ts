import { firstIndex } from '../../first-index.ts';

/** Some bytes and where they stand in a stream. */
export interface Piece {
	readonly from: number;
	readonly data: Uint8Array;
}

/** A run of a stream: bytes that are kept, or bytes of which only the number is known. */
export interface Run {
	readonly from: number;
	readonly to: number;
	/** Absent in a gap. */
	readonly data?: Uint8Array;
}

/** A stream of which some bytes may not be kept. What is kept is not copied. */
export class SparseBytes {
	/** How many bytes there were, kept or not. */
	readonly length: number;
	readonly #pieces: readonly Piece[];

	/** The pieces are in order and do not overlap. */
	constructor(length: number, pieces: readonly Piece[]) {
		this.length = length;
		this.#pieces = pieces.filter(({ data }) => data.length > 0);
	}

	/** The byte at an offset; undefined where it is not kept. */
	at(offset: number): number | undefined {
		const piece = this.#pieces[this.#indexAt(offset)];
		return piece?.data[offset - piece.from];
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
		const parts: Uint8Array[] = [];
		for (let at = from; at < to; ) {
			const run = this.runAt(at);
			if (run.data === undefined) {
				return undefined;
			}
			const end = Math.min(to, run.to);
			parts.push(run.data.subarray(at - run.from, end - run.from));
			at = end;
		}
		const [only] = parts;
		return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
	}

	/** Where a byte is first found in what is kept from an offset on, up to the first gap; -1 where it is not. */
	indexOf(byte: number, from: number, to: number): number {
		for (let at = from; at < to; ) {
			const run = this.runAt(at);
			const found = run.data === undefined ? -1 : run.data.subarray(0, to - run.from).indexOf(byte, at - run.from);
			if (found !== -1 || run.data === undefined) {
				return found === -1 ? -1 : run.from + found;
			}
			at = run.to;
		}
		return -1;
	}

	/** The last piece that begins at or before an offset. */
	#indexAt(offset: number): number {
		return firstIndex(this.#pieces.length, index => (this.#pieces[index]?.from ?? 0) > offset) - 1;
	}
}

/** The pieces of one side, with its gaps filled from the other side's. Both are in order. */
export function mergePieces(side: readonly Piece[], other: readonly Piece[]): readonly Piece[] {
	const merged: Piece[] = [];
	let next = 0;
	const fill = (from: number, to: number): void => {
		while (next < other.length) {
			const piece = other[next];
			if (piece === undefined || piece.from >= to) {
				return;
			}
			const end = piece.from + piece.data.length;
			const start = Math.max(from, piece.from);
			if (start < Math.min(to, end)) {
				merged.push({ from: start, data: piece.data.subarray(start - piece.from, Math.min(to, end) - piece.from) });
			}
			if (end > to) {
				return;
			}
			next += 1;
		}
	};
	let at = 0;
	for (const piece of side) {
		fill(at, piece.from);
		merged.push(piece);
		at = Math.max(at, piece.from + piece.data.length);
	}
	fill(at, Number.POSITIVE_INFINITY);
	return merged;
}
