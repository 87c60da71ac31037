/** Something that happens when it was asked for, but never more often than every so many milliseconds. */
export interface Pulse {
	request(): void;
	stop(): void;
}

/** How often it may beat at most, and how often after a beat that so many requests or more had led to. */
export interface Pace {
	readonly everyMs: number;
	readonly busy?: { readonly requests: number; readonly everyMs: number };
}

/** A pulse: the first request after a quiet time is met almost at once, those that follow at the pace. */
export function createPulse({ everyMs, busy }: Pace, beat: () => void): Pulse {
	let timer: NodeJS.Timeout | undefined;
	let nextBeat = Number.NEGATIVE_INFINITY;
	let requests = 0;
	let stopped = false;
	return {
		request() {
			requests += 1;
			if (timer || stopped) {
				return;
			}
			timer = setTimeout(
				() => {
					timer = undefined;
					const isBusy = busy !== undefined && requests >= busy.requests;
					nextBeat = performance.now() + (isBusy ? busy.everyMs : everyMs);
					requests = 0;
					beat();
				},
				Math.max(5, nextBeat - performance.now()),
			);
		},
		stop() {
			stopped = true;
			clearTimeout(timer);
		},
	};
}
