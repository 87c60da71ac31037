/** The state of a connection that a check of timeouts compares with the one before. */
export interface Progress {
	/** Bytes that the system has taken for the peer. */
	readonly taken: number;
	/** True while it is the peer's turn: it has something to take, or, with all said, to close. */
	readonly waitsOnPeer: boolean;
	/** True once the peer has said that it sends nothing more. */
	readonly halfClosed: boolean;
}

const nothingYet: Progress = { taken: 0, waitsOnPeer: false, halfClosed: false };

/** Measures how long a peer has done nothing, from check to check: a timer for each connection would cost more. */
export class PeerClock {
	#seen: Progress = nothingYet;
	#movedAt: number;

	constructor(openedAt: number) {
		this.#movedAt = openedAt;
	}

	/** Milliseconds since anything was different; 0 where it is different now. */
	stillForMs(progress: Progress, now: number): number {
		const { taken, waitsOnPeer, halfClosed } = this.#seen;
		if (taken !== progress.taken || waitsOnPeer !== progress.waitsOnPeer || halfClosed !== progress.halfClosed) {
			this.#seen = progress;
			this.#movedAt = now;
		}
		return now - this.#movedAt;
	}
}
