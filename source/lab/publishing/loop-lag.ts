import { monitorEventLoopDelay } from 'node:perf_hooks';

/** An event loop that is late by less, in milliseconds, is not busy. */
const leastLagMs = 50;
const delayResolutionMs = 100;

/** Measures how long the event loop of this thread does not answer. */
export class LoopLag {
	readonly #delays = monitorEventLoopDelay({ resolution: delayResolutionMs });
	#notedMs = 0;

	constructor() {
		this.#delays.enable();
	}

	/** Notes a time, in milliseconds, for which it is known not to have answered. */
	note(durationMs: number): void {
		this.#notedMs = Math.max(this.#notedMs, durationMs);
	}

	/** The longest time since this was last asked, in whole milliseconds. */
	take(): number {
		const lagMs = Math.max(this.#notedMs, this.#delays.max / 1e6 - delayResolutionMs);
		this.#notedMs = 0;
		this.#delays.reset();
		return lagMs < leastLagMs ? 0 : Math.round(lagMs);
	}

	stop(): void {
		this.#delays.disable();
	}
}
