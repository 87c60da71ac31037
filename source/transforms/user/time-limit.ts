import { startLimitMs } from './limits.ts';

/** A time limit for something that a module's process does. */
export class TimeLimit {
	#timer: NodeJS.Timeout | undefined;
	#turn: NodeJS.Immediate | undefined;

	/**
	 * Calls `late` after `limitMs`, plus the milliseconds that the process waited for a core, which `waitedMs` counts; at the
	 * latest after {@link startLimitMs}, unless the limit itself is longer. Replaces a limit that was begun before.
	 */
	begin(limitMs: number, late: () => void, waitedMs = () => 0): void {
		this.stop();
		const before = waitedMs();
		const longestMs = Math.max(limitMs, startLimitMs);
		const wait = (ms: number, totalMs: number): void => {
			const look = () => {
				const leftMs = Math.min(limitMs + waitedMs() - before, longestMs) - totalMs;
				if (leftMs >= 1) {
					wait(leftMs, totalMs + leftMs);
				} else {
					late();
				}
			};
			// A turn later: what the process did while this one was held up is taken in first.
			this.#timer = setTimeout(() => {
				this.#turn = setImmediate(look);
			}, ms);
		};
		wait(limitMs, limitMs);
	}

	stop(): void {
		clearTimeout(this.#timer);
		clearImmediate(this.#turn);
	}
}
