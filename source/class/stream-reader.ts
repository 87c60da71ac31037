import { ClassError } from './class-error.ts';
import type { Engine } from './engine.ts';
import { isAfter, readCommand, type StreamEntry, streamsIn } from './stream-entries.ts';

/** Is told what one stream holds. */
export interface StreamListener {
	/** The next entries, in order. */
	read(entries: readonly StreamEntry[]): void;
	/** It cannot be read on, for this reason: nothing more comes. */
	failed(why: ClassError): void;
}

/** One stream that is read on. */
interface Followed {
	readonly key: string;
	readonly listener: StreamListener;
	/** The id of the last entry that was read. */
	after: string;
}

export interface StreamReaderOptions {
	/** Connects to the engine. */
	readonly open: () => Promise<Engine>;
	/** A stream of this lab alone: what is added to it ends the wait of a read at once. */
	readonly wakeKey: string;
	/** Adds an entry to that stream. */
	readonly wake: () => void;
	/** The longest that an answer may take once there is news, or once the wait for it is over, in milliseconds. */
	readonly answerMs: number;
}

/** For how long one read waits for news, in milliseconds, and the most entries of a stream that it gives. */
const onceRead = { blockMs: 1_000, entries: 200 } as const;

/**
 * Reads any number of streams over one connection of its own, which is made with the first stream and closed after the
 * last. It waits in the engine for news of any of them; where one more is followed, it is woken up and asks again.
 */
export class StreamReader {
	readonly #options: StreamReaderOptions;
	readonly #followed = new Set<Followed>();
	#wokenAt = '0';
	#engine: Engine | undefined;
	#isReading = false;

	constructor(options: StreamReaderOptions) {
		this.#options = options;
	}

	/** Reads one more stream, from the entry after this id on; gives what ends that. */
	follow(key: string, after: string, listener: StreamListener): () => void {
		const followed = { key, listener, after };
		this.#followed.add(followed);
		if (this.#isReading) {
			this.#options.wake();
		} else {
			this.#isReading = true;
			void this.#readAll();
		}
		return () => this.#followed.delete(followed);
	}

	/** Ends every stream, for this reason. */
	stop(why: ClassError): void {
		this.#engine?.close();
		const ended = [...this.#followed];
		this.#followed.clear();
		for (const { listener } of ended) {
			listener.failed(why);
		}
	}

	async #readAll(): Promise<void> {
		try {
			this.#engine = await this.#options.open();
			while (this.#followed.size > 0) {
				await this.#readOnce(this.#engine);
			}
		} catch (error) {
			this.stop(error instanceof ClassError ? error : new ClassError('wrong', String(error), { cause: error }));
		} finally {
			this.#isReading = false;
			this.#engine?.close();
			this.#engine = undefined;
		}
	}

	/** Asks once for the news of every stream, and passes them on. */
	async #readOnce(engine: Engine): Promise<void> {
		const { wakeKey, answerMs } = this.#options;
		const places = new Map([[wakeKey, this.#wokenAt]]);
		for (const { key, after } of this.#followed) {
			const before = places.get(key);
			places.set(key, before === undefined || isAfter(before, after) ? after : before);
		}
		const reply = await engine.run(readCommand(places, onceRead), onceRead.blockMs + answerMs);
		for (const { key, entries } of streamsIn(reply)) {
			if (key === wakeKey) {
				this.#wokenAt = entries.at(-1)?.id ?? this.#wokenAt;
			}
			for (const followed of this.#followed) {
				if (followed.key === key) {
					passOn(followed, entries);
				}
			}
		}
	}
}

/** Tells a listener of those entries that it has not had: another one may follow the same stream from elsewhere. */
function passOn(followed: Followed, entries: readonly StreamEntry[]): void {
	const news = entries.filter(({ id }) => isAfter(id, followed.after));
	const last = news.at(-1);
	if (last !== undefined) {
		followed.after = last.id;
		followed.listener.read(news);
	}
}
