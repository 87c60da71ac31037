import type { EventOf } from '../../events/events.ts';
import type { DialError } from '../../net/dial/dial-error.ts';
import type { PoemCursor } from '../../services/growing-poem.ts';
import { keys } from '../keys.ts';
import { appendChunk, endFailed, endWhole, evaluate } from '../scripts.ts';
import { leaseMs } from './ask-class.ts';
import type { ClassFetchOptions } from './context.ts';

type Released = EventOf<'class-released'>['how'];

/** The most bytes of one entry, and of a whole stream: what is older is gone, and who has not read it by then is too late. */
const most = { entryBytes: 65_536, streamBytes: 16 * 1_048_576 } as const;
/** The longest poem that the class keeps: a longer one would take too long to come from there. */
const longestKeptBytes = 1_048_576;
/** The time for which the class keeps a poem where the lab has no --ttl, in milliseconds: it outlives every lab. */
const defaultTtlMs = 3_600_000;

/**
 * Writes a poem that is fetched here to its stream in the class, one entry after the other: what comes while one is under
 * way is in the next. It reads the poem as a client does, at its own pace.
 */
export class Publisher {
	/** The bytes that it has written, and the entries in which they are. */
	bytes = 0;
	chunks = 0;
	readonly #options: ClassFetchOptions;
	readonly #token: string;
	readonly #released: (how: Released) => void;
	readonly #cursor: PoemCursor = { block: 0, at: 0 };
	/** A piece of the poem of which a part is for the next entry. */
	#rest: Uint8Array = new Uint8Array(0);
	/** The entries that the stream has, oldest first. */
	readonly #entries: { readonly id: string; readonly bytes: number }[] = [];
	#streamBytes = 0;
	#isWriting: Promise<void> | undefined;
	#isStopped = false;

	/** `released` is told once how it ended. */
	constructor(options: ClassFetchOptions, token: string, released: (how: Released) => void) {
		this.#options = options;
		this.#token = token;
		this.#released = released;
	}

	/** Writes what has come. */
	publish(): void {
		if (!this.#isStopped) {
			this.#isWriting ??= this.#writeAll().finally(() => {
				this.#isWriting = undefined;
			});
		}
	}

	/** Writes the rest, and then how the fetch ended; fulfilled once the class knows it, or cannot. */
	async end(failure: DialError | undefined): Promise<void> {
		this.publish();
		await this.#isWriting;
		if (this.#isStopped) {
			return;
		}
		const { receiver } = this.#options;
		if (failure !== undefined) {
			await this.#endFailed(failure.code, failure.message);
		} else if (receiver.poem.bytes === 0) {
			await this.#endFailed('empty', 'the server closed without a poem');
		} else {
			await this.#endWhole();
		}
	}

	/** Writes no more: the lease is gone. */
	stop(how: Released): void {
		if (!this.#isStopped) {
			this.#isStopped = true;
			this.#released(how);
			if (how === 'lost') {
				this.#giveBack();
			}
		}
	}

	/**
	 * Gives the lease back, as soon as the engine is there again: whoever follows in another lab must not wait for what does
	 * not come, and take this lab for dead.
	 */
	#giveBack(): void {
		this.#askToEnd('cancelled', 'its lab had lost the engine').catch(() => {
			const forget = this.#options.link.onJoined(() => {
				forget();
				this.#giveBack();
			});
		});
	}

	async #writeAll(): Promise<void> {
		for (let next = this.#next(); next !== undefined && !this.#isStopped; next = this.#next()) {
			await this.#write(next);
		}
	}

	async #write(data: Buffer): Promise<void> {
		const { link, upstream, telemetry, wanted } = this.#options;
		const of = [keys.lease(upstream), keys.chunks(this.#token)];
		const [oldest = { id: '0' }] = this.#entries;
		const id = await link
			.run(evaluate(appendChunk, ...of, this.#token, leaseMs, this.bytes, data, oldest.id))
			.catch(() => null);
		if (!Buffer.isBuffer(id)) {
			this.stop('lost');
			return;
		}
		this.bytes += data.length;
		this.chunks += 1;
		this.#noteEntry(id.toString(), data.length);
		const { server, fetch } = wanted;
		telemetry.emit({ type: 'class-published', time: telemetry.now(), server, fetch, bytes: data.length });
	}

	/** Forgets the oldest entries of a stream that is too large; they go with the next entry. */
	#noteEntry(id: string, bytes: number): void {
		this.#entries.push({ id, bytes });
		this.#streamBytes += bytes;
		while (this.#streamBytes > most.streamBytes) {
			this.#streamBytes -= this.#entries.shift()?.bytes ?? 0;
		}
	}

	/** The next bytes that the class does not have; undefined where it has all that has come. */
	#next(): Buffer | undefined {
		const pieces: Uint8Array[] = [];
		let room: number = most.entryBytes;
		while (room > 0) {
			const piece = this.#rest.length > 0 ? this.#rest : this.#options.receiver.poem.read(this.#cursor);
			if (piece === undefined) {
				break;
			}
			pieces.push(piece.subarray(0, room));
			this.#rest = piece.subarray(room);
			room -= Math.min(piece.length, room);
		}
		return pieces.length === 0 ? undefined : Buffer.concat(pieces);
	}

	async #endWhole(): Promise<void> {
		const { link, upstream, receiver, ttlMs = defaultTtlMs } = this.#options;
		const { poem } = receiver;
		const isKept = poem.bytes <= longestKeptBytes;
		const kept = isKept ? Buffer.concat(poem.pieces()) : '';
		const of = [keys.lease(upstream), keys.chunks(this.#token), keys.poem(upstream)];
		await this.#release(
			link.run(evaluate(endWhole, ...of, this.#token, kept, Math.ceil(ttlMs), poem.bytes)),
			isKept ? 'stored' : 'too-large',
		);
	}

	async #endFailed(code: string, why: string): Promise<void> {
		await this.#release(this.#askToEnd(code, why), 'failed');
	}

	#askToEnd(code: string, why: string): Promise<unknown> {
		const { link, upstream } = this.#options;
		const of = [keys.lease(upstream), keys.chunks(this.#token)];
		return link.run(evaluate(endFailed, ...of, this.#token, code, why));
	}

	async #release(answer: Promise<unknown>, how: Released): Promise<void> {
		const isOurs = await answer.catch(() => 0);
		this.stop(isOurs === 1 ? how : 'lost');
	}
}
