import type { FetchId } from '../events/events.ts';
import type { DialError } from '../net/dial-error.ts';
import { type FetchError, toFetchError } from './fetch-error.ts';
import { GrowingPoem } from './growing-poem.ts';

/**
 * One fetch that any number of clients follow: each gets what has arrived so far and then what arrives, at its own pace,
 * and none slows the fetch or the others. When the last one leaves before the end, the fetch is cancelled.
 *
 *     upstream ──> growing poem ──┬──> follower (has had all: waits for news)
 *                                 └──> follower (slow: still at its own cursor)
 */
export class SharedFetch {
	readonly id: FetchId;
	/** Fulfilled when the poem is whole or has failed; never rejected. */
	readonly done: Promise<void>;
	readonly poem = new GrowingPoem();
	#error: FetchError | undefined;
	#whole = false;
	#followers = 0;
	#wasShared = false;
	readonly #abort = new AbortController();
	/** Fulfilled at the next arrival, or at the end. */
	#news: Promise<void>;
	#tellNews: () => void = () => {};

	/** `open` gives the poem as it arrives; `begin` is told of the first chunk, `settle` of the end, just before the followers are. */
	constructor(
		id: FetchId,
		open: (signal: AbortSignal) => AsyncIterable<Buffer>,
		settle: (fetch: SharedFetch) => void = () => {},
		begin: () => void = () => {},
	) {
		this.id = id;
		this.#news = this.#nextNews();
		this.done = this.#run(open(this.#abort.signal), settle, begin);
	}

	/** Why it failed, where it did. */
	get error(): FetchError | undefined {
		return this.#error;
	}

	/** Whether more than one ever followed it at once. */
	get wasShared(): boolean {
		return this.#wasShared;
	}

	/** Ends it with this failure, whoever still waits. */
	fail(failure: DialError): void {
		if (this.inFlight) {
			this.#abort.abort(failure);
		}
	}

	/** True while it can still be followed: neither ended nor given up by everyone. */
	get inFlight(): boolean {
		return !(this.#whole || this.#error !== undefined || this.#abort.signal.aborted);
	}

	/** The poem from its beginning. Ends early when the signal aborts; throws `FetchError` when the fetch fails. */
	async *follow(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
		const leave = this.#join(signal);
		const cursor = { block: 0, at: 0 };
		try {
			while (!signal.aborted) {
				if (this.#error !== undefined) {
					throw this.#error;
				}
				const piece = this.poem.read(cursor);
				if (piece !== undefined) {
					yield piece;
				} else if (this.#whole) {
					return;
				} else {
					await this.#news;
				}
			}
		} finally {
			leave();
		}
	}

	/** Counts a follower until it leaves, or its signal aborts, whichever is first. */
	#join(signal: AbortSignal): () => void {
		this.#wasShared ||= this.#followers > 0;
		this.#followers += 1;
		const leave = () => {
			signal.removeEventListener('abort', leave);
			if (!left) {
				left = true;
				this.#followers -= 1;
				if (this.#followers === 0) {
					setImmediate(() => this.#giveUp());
				}
			}
		};
		let left = false;
		if (signal.aborted) {
			leave();
		} else {
			signal.addEventListener('abort', leave);
		}
		return leave;
	}

	/**
	 * Cancels it if nobody follows it. A turn of the event loop after the last one left: what had come by then is taken in
	 * first, so that a fetch whose end is here already is whole, and not cancelled.
	 */
	#giveUp(): void {
		if (this.#followers === 0 && this.inFlight) {
			this.#abort.abort();
		}
	}

	async #run(chunks: AsyncIterable<Buffer>, settle: (fetch: SharedFetch) => void, begin: () => void): Promise<void> {
		try {
			for await (const chunk of chunks) {
				if (this.poem.bytes === 0) {
					begin();
				}
				this.poem.append(chunk);
				this.#announce();
			}
			this.#whole = true;
		} catch (error) {
			this.#error = toFetchError(error);
		}
		settle(this);
		this.#announce();
	}

	#announce(): void {
		const tell = this.#tellNews;
		this.#news = this.#nextNews();
		tell();
	}

	#nextNews(): Promise<void> {
		return new Promise(resolve => {
			this.#tellNews = resolve;
		});
	}
}
