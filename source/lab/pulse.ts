/** Calls a function after requests, but not more often than its pace allows. */
export interface Pulse {
	request(): void;
	stop(): void;
}

/** The shortest time between two beats, and a longer one after a beat with very many requests. */
export interface Pace {
	readonly everyMs: number;
	readonly busy?: { readonly requests: number; readonly everyMs: number };
}

/** A pulse that calls `beat` almost at once after a first request, and at its pace after those that follow. */
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
