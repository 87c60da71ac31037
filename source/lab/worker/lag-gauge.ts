/** Measures how long another thread's event loop leaves a question without an answer. */
export interface LagGauge {
	/** The other side has answered the newest ping. */
	pong(): void;
	stop(): void;
}

/**
 * The times between two questions, until a lag is told, until it is told again, and between two looks at an idle loop. A
 * question wakes two threads, a look only one.
 */
export const lagPace = { pingEveryMs: 100, noticeAfterMs: 250, tellEveryMs: 100, idleLookEveryMs: 250 } as const;
/** A loop that was busy for no longer than this since the last look was idle. */
const idleBusyMs = 25;

/**
 * A gauge that calls `ping`, and `tell` with the lag in whole tenths of a second while an answer is overdue, then with 0.
 * `idleMs` gives the time that the other loop has been idle since its start; an idle loop is not asked.
 */
export function createLagGauge(ping: () => void, tell: (lagMs: number) => void, idleMs?: () => number): LagGauge {
	const busy = idleMs && busyMeter(idleMs);
	let askedAt: number | undefined;
	let told = 0;
	let overdue: NodeJS.Timeout | undefined;

	const report = (lagMs: number) => {
		if (lagMs === told) {
			return;
		}
		told = lagMs;
		tell(lagMs);
	};
	// An answer may wait in our own queue while we were busy: it goes first, and only then is the wait told.
	const look = () =>
		setImmediate(() => {
			if (askedAt === undefined) {
				return;
			}
			report(Math.floor((performance.now() - askedAt) / 100) * 100);
			overdue = setTimeout(look, lagPace.tellEveryMs);
		});
	const ask = (busyMs: number) => {
		askedAt = performance.now() - busyMs;
		overdue = setTimeout(look, lagPace.noticeAfterMs);
		ping();
	};
	let next: NodeJS.Timeout | undefined;
	const goOn = (afterMs: number) => {
		next = setTimeout(() => {
			const busyMs = busy?.();
			const isIdle = busyMs !== undefined && busyMs <= idleBusyMs;
			if (askedAt === undefined && !isIdle) {
				ask(busyMs ?? 0);
			}
			goOn(isIdle ? lagPace.idleLookEveryMs : lagPace.pingEveryMs);
		}, afterMs).unref();
	};
	goOn(lagPace.pingEveryMs);

	return {
		pong() {
			askedAt = undefined;
			clearTimeout(overdue);
			report(0);
		},
		stop() {
			askedAt = undefined;
			clearTimeout(next);
			clearTimeout(overdue);
		},
	};
}

/** Gives a function that tells for how many milliseconds a loop was busy since its last call. */
function busyMeter(idleMs: () => number): () => number {
	let seen = { at: performance.now(), idle: idleMs() };
	return () => {
		const now = { at: performance.now(), idle: idleMs() };
		const busyMs = now.at - seen.at - (now.idle - seen.idle);
		seen = now;
		return Math.max(0, busyMs);
	};
}
