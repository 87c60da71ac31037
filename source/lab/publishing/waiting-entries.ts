import type { PublishedEntry } from '../../class/publication.ts';

/** The most entries that are sent at once. */
const batchEntries = 500;

/** The entries of a lab's stream that were not sent yet, in order. */
export class WaitingEntries {
	#entries: PublishedEntry[] = [];
	#number = Math.trunc(Date.now());
	/** The length of their texts, in characters. */
	characters = 0;

	add(field: PublishedEntry['field'], text: string): void {
		this.#number += 1;
		this.#entries.push({ number: this.#number, field, text });
		this.characters += text.length;
	}

	/** The number of the newest one. */
	get newest(): number {
		return this.#number;
	}

	/** Those that are sent next, of all up to one with this number; empty where none wait. */
	next(upTo: number): readonly PublishedEntry[] {
		return this.#entries.slice(0, batchEntries).filter(({ number }) => number <= upTo);
	}

	/** Drops all up to one with this number, since they are there; all of them where none is given. */
	drop(upTo = Number.POSITIVE_INFINITY): void {
		const kept = this.#entries.findIndex(({ number }) => number > upTo);
		for (const { text } of this.#entries.splice(0, kept < 0 ? this.#entries.length : kept)) {
			this.characters -= text.length;
		}
	}
}
