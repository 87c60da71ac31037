import type { FetchId } from '../../events/events.ts';
import type { DialError } from '../../net/dial/dial-error.ts';
import type { OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { Connection } from '../../net/listen/connection.ts';
import { type Listed, Roster } from '../../net/roster.ts';
import type { Address } from '../../wire/address.ts';
import { emptyPoem, type FetchError, poemTooLong, toFetchError } from '../client/fetch-error.ts';
import { GrowingPoem, type PoemCursor } from '../growing-poem.ts';
import type { PoemSource } from './poem-source.ts';

/** Is told how far a shared fetch has come. */
export interface FetchProgress {
	connected(): void;
	/** The first bytes are here. */
	begun(): void;
	/** The poem is whole, or the fetch has failed; those who follow it are told just after this. */
	settled(): void;
}

/**
 * One fetch that any number of clients follow: each is sent what has arrived so far and then what arrives, at its own pace,
 * and none slows the fetch or the others. When the last one leaves before the end, the fetch is cancelled.
 *
 *     upstream ──> growing poem ──┬──> follower (has had all: waits for more)
 *                                 └──> follower (slow: still at its own cursor)
 */
export class SharedFetch implements OutgoingReceiver {
	readonly id: FetchId;
	readonly poem = new GrowingPoem();
	readonly #maxPoemBytes: number;
	readonly #progress: FetchProgress;
	readonly #followers = new Roster<Follower>();
	#source: PoemSource | undefined;
	#wasShared = false;
	#state: 'in flight' | 'whole' | FetchError = 'in flight';

	constructor({ id, maxPoemBytes }: { readonly id: FetchId; readonly maxPoemBytes: number }, progress: FetchProgress) {
		this.id = id;
		this.#maxPoemBytes = maxPoemBytes;
		this.#progress = progress;
	}

	/** Its poem comes from there. */
	comesFrom(source: PoemSource): void {
		this.#source = source;
	}

	/** True while it can still be followed: it has neither ended nor failed, nor been given up by everyone. */
	get inFlight(): boolean {
		return this.#state === 'in flight';
	}

	/** True while any client follows it. */
	get isFollowed(): boolean {
		return this.#followers.size > 0;
	}

	/** Its failure, where it has failed. */
	get error(): FetchError | undefined {
		return typeof this.#state === 'object' ? this.#state : undefined;
	}

	/** Our own end of the connection to the upstream. */
	get local(): Address {
		return this.#source?.local ?? nowhere;
	}

	/** True once two clients have followed it at the same time. */
	get wasShared(): boolean {
		return this.#wasShared;
	}

	/** Sends the poem to a client from its beginning; `failed` is called where the fetch fails before its end. */
	follow(connection: Connection, failed: () => void): void {
		const follower = new Follower(connection, this, failed);
		this.#wasShared ||= this.#followers.size > 0;
		this.#followers.add(follower);
		connection.whenOver(() => this.#leave(follower));
		follower.goOn();
	}

	/** Ends it with this failure, whoever still waits. */
	fail(failure: DialError): void {
		this.#source?.close(failure);
	}

	connected(): void {
		this.#progress.connected();
	}

	received(chunk: Buffer): void {
		if (this.poem.bytes === 0) {
			this.#progress.begun();
		}
		if (this.poem.bytes + chunk.length > this.#maxPoemBytes) {
			this.fail(poemTooLong(this.#maxPoemBytes));
			return;
		}
		this.poem.append(chunk);
		this.#tellFollowers();
	}

	over(failure?: DialError): void {
		if (failure !== undefined) {
			this.#state = toFetchError(failure);
		} else {
			this.#state = this.poem.bytes === 0 ? emptyPoem() : 'whole';
		}
		this.#progress.settled();
		this.#tellFollowers();
	}

	#tellFollowers(): void {
		for (const follower of this.#followers) {
			follower.goOn();
		}
	}

	/**
	 * Cancels it where nobody follows it any more. A turn of the event loop after the last one left: what had come by then is
	 * taken in first, so that a fetch whose end is here already is whole, and not cancelled.
	 */
	#leave(follower: Follower): void {
		follower.leave();
		this.#followers.delete(follower);
		if (this.#followers.size === 0 && this.inFlight) {
			setImmediate(() => {
				if (!this.isFollowed) {
					this.#source?.abandon();
				}
			});
		}
	}
}

const nowhere: Address = { host: '', port: 0 };

/** One client of a shared fetch. */
class Follower implements Listed {
	place = 0;
	readonly #connection: Connection;
	readonly #fetch: SharedFetch;
	readonly #failed: () => void;
	readonly #cursor: PoemCursor = { block: 0, at: 0 };
	/** True while the client is behind. */
	#mustWait = false;
	#hasLeft = false;

	constructor(connection: Connection, fetch: SharedFetch, failed: () => void) {
		this.#connection = connection;
		this.#fetch = fetch;
		this.#failed = failed;
	}

	leave(): void {
		this.#hasLeft = true;
	}

	/** Sends what has arrived, as far as the client takes it, and at last how the fetch ended. */
	goOn(): void {
		const { error, inFlight, poem } = this.#fetch;
		if (this.#mustWait || this.#hasLeft) {
			return;
		}
		if (error !== undefined) {
			this.#failed();
			return;
		}
		for (let piece = poem.read(this.#cursor); piece !== undefined; piece = poem.read(this.#cursor)) {
			if (!this.#connection.send(piece)) {
				this.#mustWait = true;
				void this.#goOnWhenDrained();
				return;
			}
		}
		if (!inFlight) {
			this.#connection.end();
		}
	}

	async #goOnWhenDrained(): Promise<void> {
		await this.#connection.drained();
		this.#mustWait = false;
		this.goOn();
	}
}
