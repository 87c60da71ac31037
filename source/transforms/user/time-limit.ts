import { startLimitMs } from './limits.ts';

/** A time limit for something that a module's process does. */
export class TimeLimit {
	#timer: NodeJS.Timeout | undefined;

	/**
	 * Calls `late` after so many milliseconds, and as many more as the process had to wait for a core meanwhile, which
	 * `waitedMs` counts; all in all after {@link startLimitMs} at the latest, where the limit itself is not longer. What was
	 * begun before is over.
	 */
	begin(limitMs: number, late: () => void, waitedMs = () => 0): void {
		this.stop();
		const before = waitedMs();
		const longestMs = Math.max(limitMs, startLimitMs);
		const wait = (ms: number, totalMs: number): void => {
			this.#timer = setTimeout(() => {
				const leftMs = Math.min(limitMs + waitedMs() - before, longestMs) - totalMs;
				if (leftMs >= 1) {
					wait(leftMs, totalMs + leftMs);
				} else {
					late();
				}
			}, ms);
		};
		wait(limitMs, limitMs);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}
}
