import { hash } from 'node:crypto';
import { kept } from '../../events/fields.ts';

/** The bounds of what a recording refers to: bytes of at least this length, among so many that were written last. */
export const writtenBounds = { leastBytes: 64, entries: 4_096 } as const;

/** The length of the text that stands for bytes: 144 bits of their SHA-256, in base64 for URLs. */
const hashCharacters = 24;

/** The form of bytes in a line: their hash, and the bytes themselves where no line before has them. */
export interface Mention {
	readonly hash: string;
	readonly isNew: boolean;
}

/** Says how the kept part of bytes is to be written now; undefined where they are so short that a hash would save nothing. */
export interface Mentions {
	mention(bytes: Uint8Array): Mention | undefined;
}

/** Knows which bytes are written already, so that each are written once. */
export class WrittenBytes implements Mentions {
	/** The hashes of the bytes that were written last, oldest first. */
	readonly #written = new Set<string>();
	readonly #hashes = new ByteHashes();

	mention(bytes: Uint8Array): Mention | undefined {
		if (bytes.length < writtenBounds.leastBytes) {
			return undefined;
		}
		const name = this.#hashes.of(bytes);
		const isNew = !this.#written.has(name);
		if (isNew) {
			this.#written.add(name);
			dropOldest(this.#written);
		}
		return { hash: name, isNew };
	}
}

/** The hashes of bytes, made once each: most bytes are those of a poem that is sent again and again. */
export class ByteHashes {
	readonly #hashes = new WeakMap<Uint8Array, string>();

	/** The text that stands for the part of these bytes that a recording keeps; they are never changed. */
	of(bytes: Uint8Array): string {
		const known = this.#hashes.get(bytes);
		if (known !== undefined) {
			return known;
		}
		const made = hashOf(keptPart(bytes));
		this.#hashes.set(bytes, made);
		return made;
	}
}

/** The first bytes of a chunk or a poem, as many as a recording keeps. */
export function keptPart(bytes: Uint8Array): Uint8Array {
	return bytes.length > kept.bytes ? bytes.subarray(0, kept.bytes) : bytes;
}

/** The text that stands for these bytes. */
export function hashOf(bytes: Uint8Array): string {
	return hash('sha256', bytes, 'base64url').slice(0, hashCharacters);
}

/** Drops the oldest entry of a set or a map that has more than a recording refers to. */
export function dropOldest(entries: Set<string> | Map<string, unknown>): void {
	if (entries.size > writtenBounds.entries) {
		const [oldest = ''] = entries.keys();
		entries.delete(oldest);
	}
}
