/** Something that happens when it was asked for, but never more often than every so many milliseconds. */
export interface Pulse {
	request(): void;
	stop(): void;
}

/** A pulse: the first request after a quiet time is met almost at once, those that follow at the pace. */
export function createPulse(everyMs: number, beat: () => void): Pulse {
	let timer: NodeJS.Timeout | undefined;
	let lastBeat = Number.NEGATIVE_INFINITY;
	let stopped = false;
	return {
		request() {
			if (timer || stopped) {
				return;
			}
			const waitMs = Math.max(5, lastBeat + everyMs - performance.now());
			timer = setTimeout(() => {
				timer = undefined;
				lastBeat = performance.now();
				beat();
			}, waitMs);
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
