import type { Asking } from './unread-bytes.ts';

/** The state of a connection that a check of timeouts compares with the one before. */
export interface Progress {
	/** Bytes that the system has taken for the peer. */
	readonly taken: number;
	/** True while it is the peer's turn: it has something to take, or, with all said, to close. */
	readonly waitsOnPeer: boolean;
	/** True once the peer has said that it sends nothing more. */
	readonly halfClosed: boolean;
}

/** The bytes that the system holds for the peer, as it told then; undefined where it does not say. */
export type AskUnread = (then: Asking) => number | undefined;

const nothingYet: Progress = { taken: 0, waitsOnPeer: false, halfClosed: false };

/**
 * Measures how long a peer has done nothing, from check to check: a timer for each connection would cost more. The system
 * takes more for a slow peer only once that has read a megabyte or so: so it is asked for the bytes that it holds. A peer
 * that takes any of them twice in the time for which it may be still is not taken for still.
 */
export class PeerClock {
	readonly #askUnread: AskUnread;
	/** The system is asked about a peer that has been still for so long, and so often, in milliseconds. */
	readonly #doubtfulMs: number;
	readonly #everyMs: number;
	#seen: Progress = nothingYet;
	#movedAt: number;
	/** What the system held when it was asked last, since something was different. */
	#unread: number | undefined;

	constructor(openedAt: number, longestMs: number, askUnread: AskUnread) {
		this.#movedAt = openedAt;
		this.#doubtfulMs = longestMs / 4;
		this.#everyMs = longestMs / 8;
		this.#askUnread = askUnread;
	}

	/** Milliseconds since anything was different; 0 where it is different now. */
	stillForMs(progress: Progress, now: number): number {
		const { taken, waitsOnPeer, halfClosed } = this.#seen;
		if (taken !== progress.taken || waitsOnPeer !== progress.waitsOnPeer || halfClosed !== progress.halfClosed) {
			this.#seen = progress;
			this.#movedAt = now;
			this.#unread = undefined;
		} else if (waitsOnPeer && now - this.#movedAt >= this.#doubtfulMs) {
			this.#lookWhetherItReads(now);
		}
		return now - this.#movedAt;
	}

	#lookWhetherItReads(now: number): void {
		const before = this.#unread;
		// What it told before the peer moved is no measure.
		const unread = this.#askUnread({ maxAgeMs: now - this.#movedAt, everyMs: this.#everyMs });
		if (before !== undefined && unread !== undefined && unread < before) {
			this.#movedAt = now;
		}
		this.#unread = unread ?? before;
	}
}
