/** Something whose limits of time are checked. */
export interface TimeLimited {
	/** Closes it where a limit is exceeded; `now` is in milliseconds, by the clock of events. */
	checkTimeouts(now: number): void;
}

/** Checks limits of time with one timer for many connections: a timer for each would cost more. */
export interface TimeoutChecks {
	/** There is a connection to check. */
	start(): void;
	stop(): void;
}

/** One timer for all of these connections, that runs only while there are some and keeps no program alive. */
export function createTimeoutChecks(
	connections: Iterable<TimeLimited> & { readonly size: number },
	{ shortestMs, clock }: { readonly shortestMs: number; readonly clock: () => number },
): TimeoutChecks {
	const everyMs = Math.min(Math.max(shortestMs / 4, 5), 1_000);
	let timer: NodeJS.Timeout | undefined;
	const stop = () => {
		clearInterval(timer);
		timer = undefined;
	};
	const checkAll = () => {
		if (connections.size === 0) {
			stop();
			return;
		}
		const now = clock();
		for (const connection of connections) {
			connection.checkTimeouts(now);
		}
	};
	return {
		start() {
			// A turn later: what peers did while the loop was held up is taken in first.
			timer ??= setInterval(() => setImmediate(checkAll), everyMs).unref();
		},
		stop,
	};
}
