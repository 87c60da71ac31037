import { ByteHashes, keptPart, type Mention, type Mentions, writtenBounds } from '../recording/written-bytes.ts';

/** The most different bytes that a class keeps of a lab. */
const mostKept = 256;

/** The bytes that the lines of a lab's stream refer to: each are sent once, and the oldest make room for others. */
export class PublishedBytes implements Mentions {
	/** Those that the class has, or will have; oldest first. */
	readonly #kept = new Set<string>();
	readonly #hashes = new ByteHashes();
	#added = new Map<string, Uint8Array>();
	#dropped: string[] = [];
	/** The length of those that wait to be sent. */
	waitingBytes = 0;

	mention(bytes: Uint8Array): Mention | undefined {
		if (bytes.length < writtenBounds.leastBytes) {
			return undefined;
		}
		const hash = this.#hashes.of(bytes);
		if (!this.#kept.has(hash)) {
			const part = keptPart(bytes);
			this.#kept.add(hash);
			this.#added.set(hash, part);
			this.waitingBytes += part.length;
			this.#dropOldest();
		}
		return { hash, isNew: false };
	}

	/** The changes that the class is to be told, since this was last asked. */
	takeChange(): { readonly added: ReadonlyMap<string, Uint8Array>; readonly dropped: readonly string[] } {
		const change = { added: this.#added, dropped: this.#dropped };
		this.#added = new Map();
		this.#dropped = [];
		this.waitingBytes = 0;
		return change;
	}

	/** The class has lost those that it had; others are still to be sent. */
	takeForLost(): void {
		this.#kept.clear();
		for (const hash of this.#added.keys()) {
			this.#kept.add(hash);
		}
		this.#dropped = [];
	}

	/** The class has none of them: it may have been started anew. */
	forget(): void {
		this.#kept.clear();
		this.takeChange();
	}

	#dropOldest(): void {
		const [oldest] = this.#kept;
		if (this.#kept.size <= mostKept || oldest === undefined) {
			return;
		}
		this.#kept.delete(oldest);
		const waiting = this.#added.get(oldest);
		if (waiting === undefined) {
			this.#dropped.push(oldest);
		} else {
			this.#added.delete(oldest);
			this.waitingBytes -= waiting.length;
		}
	}
}
