/** The place up to which one reader has read a growing poem. */
export interface PoemCursor {
	block: number;
	at: number;
}

interface Block {
	readonly data: Buffer;
	filled: number;
}

/**
 * Chunks from here on are kept as they came. Smaller ones share a block that is about as large as what has come already,
 * so that ten bytes cost about ten bytes: whoever keeps a piece of a block keeps all of it.
 */
const ownBlockBytes = 1_024;
const sharedBlockBytes = { least: 1_024, most: 16_384 } as const;
/** Poems up to here are kept in one piece, so that each is sent with one write. */
const onePieceBytes = 1_048_576;

/** A poem that is still arriving: held once, read by many, each at its own pace. */
export class GrowingPoem {
	readonly #blocks: Block[] = [];
	#bytes = 0;

	get bytes(): number {
		return this.#bytes;
	}

	/** Adds a chunk; its memory may be kept. */
	append(chunk: Buffer): void {
		this.#bytes += chunk.length;
		let last = this.#blocks.at(-1);
		if (last === undefined || last.data.length - last.filled < chunk.length) {
			if (chunk.length >= ownBlockBytes) {
				this.#blocks.push({ data: chunk, filled: chunk.length });
				return;
			}
			const blockBytes = Math.min(Math.max(this.#bytes, sharedBlockBytes.least), sharedBlockBytes.most);
			last = { data: Buffer.allocUnsafeSlow(blockBytes), filled: 0 };
			this.#blocks.push(last);
		}
		last.data.set(chunk, last.filled);
		last.filled += chunk.length;
	}

	/** The next piece that this reader has not had, or nothing where it has had all so far; the cursor moves on. */
	read(cursor: PoemCursor): Uint8Array | undefined {
		for (;;) {
			const block = this.#blocks[cursor.block];
			if (block === undefined) {
				return undefined;
			}
			if (cursor.at < block.filled) {
				const isWhole = cursor.at === 0 && block.filled === block.data.length;
				const piece = isWhole ? block.data : block.data.subarray(cursor.at, block.filled);
				cursor.at = block.filled;
				return piece;
			}
			if (cursor.block === this.#blocks.length - 1) {
				return undefined;
			}
			cursor.block += 1;
			cursor.at = 0;
		}
	}

	/** All so far, to be kept. */
	pieces(): Uint8Array[] {
		const [first] = this.#blocks;
		if (first?.data.length === this.#bytes) {
			return [first.data];
		}
		const pieces = this.#blocks.map(({ data, filled }) => data.subarray(0, filled));
		return this.#bytes > onePieceBytes ? pieces : [Buffer.concat(pieces)];
	}
}
