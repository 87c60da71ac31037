import { replaySpeeds } from '../actions.ts';

/** The events that a player plays, in their order, each with its time. */
export interface Track {
	/** The number of events that have been played, and of all. */
	readonly at: number;
	readonly total: number;
	/** When the event with this index happened. */
	timeOf(index: number): Promise<number>;
	moveTo(at: number): Promise<void>;
}

/** The shortest time between two moves, the longest silence at any speed, and the most events in one move. */
export const playerPace = { everyMs: 50, longestSilenceMs: 2_000, maxEvents: 5_000 } as const;

/** Moves along a track at the speed of its recorded times. It begins paused. */
export class Player {
	playing = false;
	speed = 1;
	readonly #track: Track;
	readonly #changed: () => void;
	readonly #failed: (error: unknown) => void;
	/** The recorded time that was reached at `#reachedAt`; undefined after the track was moved. */
	#reached: number | undefined;
	#reachedAt = 0;
	#timer: NodeJS.Timeout | undefined;
	#ticking = false;

	/** `changed` is called when it stops by itself, `failed` when the track can not be read. */
	constructor(track: Track, changed: () => void, failed: (error: unknown) => void) {
		this.#track = track;
		this.#changed = changed;
		this.#failed = failed;
	}

	play(): void {
		this.playing = true;
		this.#reached = undefined;
		this.#wake(0);
	}

	pause(): void {
		this.playing = false;
		clearTimeout(this.#timer);
	}

	/** Sets any speed; it is brought within {@link replaySpeeds}. */
	setSpeed(speed: number): void {
		if (!Number.isFinite(speed)) {
			return;
		}
		this.#passTime();
		this.speed = Math.min(Math.max(speed, replaySpeeds.slowest), replaySpeeds.fastest);
		this.#wake(0);
	}

	/** The track was moved by somebody else: goes on from there. */
	moved(): void {
		this.#reached = undefined;
		this.#wake(0);
	}

	#wake(afterMs: number): void {
		clearTimeout(this.#timer);
		if (this.playing && !this.#ticking) {
			this.#timer = setTimeout(() => this.#tick(), afterMs);
		}
	}

	async #tick(): Promise<void> {
		this.#ticking = true;
		let waitMs = 0;
		try {
			waitMs = await this.#goOn();
		} catch (error) {
			this.playing = false;
			this.#failed(error);
		}
		this.#ticking = false;
		this.#wake(waitMs);
	}

	/** Plays all events that are due, and gives the milliseconds until the next one. */
	async #goOn(): Promise<number> {
		const track = this.#track;
		this.#passTime();
		this.#reached ??= await track.timeOf(Math.max(0, track.at - 1));
		const from = track.at;
		const to = await this.#due(from, this.#reached);
		// A pause or a move that came meanwhile counts.
		if (!this.playing || this.#reached === undefined || track.at !== from) {
			return 0;
		}
		await track.moveTo(to);
		if (track.at !== to) {
			return 0;
		}
		if (to === track.total) {
			this.playing = false;
			this.#changed();
			return 0;
		}
		const next = await track.timeOf(to);
		if (this.#reached === undefined) {
			return 0;
		}
		const earliest = next - playerPace.longestSilenceMs * this.speed;
		// Where more is due than one move takes, it plays as fast as it can, and does not try to catch up.
		this.#reached = to - from === playerPace.maxEvents ? next : Math.max(this.#reached, earliest);
		return Math.max(playerPace.everyMs, (next - this.#reached) / this.speed);
	}

	/** Where the track should be at this recorded time. */
	async #due(from: number, time: number): Promise<number> {
		const most = Math.min(this.#track.total, from + playerPace.maxEvents);
		let to = from;
		while (to < most && (await this.#track.timeOf(to)) <= time) {
			to += 1;
		}
		return to;
	}

	#passTime(): void {
		const now = performance.now();
		if (this.#reached !== undefined) {
			this.#reached += (now - this.#reachedAt) * this.speed;
		}
		this.#reachedAt = now;
	}
}
