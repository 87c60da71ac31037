/** The length of most pages, in bytes, and what share of all bytes it may be at most. */
const pages = { bytes: 262_144, share: 1 / 8 } as const;

/** The newest bytes of many events, one after the other in a few large pieces of memory that are used again and again. */
export class EventBytes {
	readonly #maxBytes: number;
	readonly #pageBytes: number;
	#pages: Uint8Array[] = [];
	#heldBytes = 0;
	/** The number of the first page that is still held. */
	#first = 0;
	readonly #spare: Uint8Array[] = [];
	/** The bytes of the last page that are used. */
	#filled = 0;

	/** `maxBytes` is the most that all pages together may have. */
	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
		this.#pageBytes = Math.ceil(Math.min(pages.bytes, maxBytes * pages.share));
	}

	/** The number of the page on which the newest bytes are. */
	get lastPage(): number {
		return this.#first + this.#pages.length - 1;
	}

	/** Adds a copy of the bytes; gives where on the last page they begin. */
	add(bytes: Uint8Array): number {
		let page = this.#pages.at(-1);
		if (page === undefined || this.#filled + bytes.length > page.length) {
			const isLarge = bytes.length > this.#pageBytes;
			page = isLarge ? new Uint8Array(bytes.length) : (this.#spare.pop() ?? new Uint8Array(this.#pageBytes));
			this.#pages.push(page);
			this.#heldBytes += page.length;
			this.#filled = 0;
		}
		const from = this.#filled;
		page.set(bytes, from);
		this.#filled += bytes.length;
		return from;
	}

	/** A copy of so many bytes of a page; undefined where it is gone. */
	copy(page: number, from: number, length: number): Uint8Array | undefined {
		return this.#pages[page - this.#first]?.slice(from, from + length);
	}

	/** Lets the oldest pages go where all together are over the bound. */
	forgetOldest(): void {
		while (this.#heldBytes > this.#maxBytes) {
			const [page] = this.#pages;
			this.#pages = this.#pages.slice(1);
			this.#first += 1;
			this.#heldBytes -= page?.length ?? this.#heldBytes;
			if (page?.length === this.#pageBytes) {
				this.#spare.push(page);
			}
		}
	}
}
