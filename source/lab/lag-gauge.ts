/** Tells how long another thread's event loop keeps an answer waiting. */
export interface LagGauge {
	/** The other side has answered the newest ping. */
	pong(): void;
	stop(): void;
}

/** How often the other side is asked, and from which wait on a person is told. */
export const lagPace = { pingEveryMs: 100, noticeAfterMs: 250, tellEveryMs: 100 } as const;

/** A gauge that pings, and tells a lag in whole tenths of a second while an answer is overdue, then 0. */
export function createLagGauge(ping: () => void, tell: (lagMs: number) => void): LagGauge {
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
	const asking = setInterval(() => {
		if (askedAt !== undefined) {
			return;
		}
		askedAt = performance.now();
		overdue = setTimeout(look, lagPace.noticeAfterMs);
		ping();
	}, lagPace.pingEveryMs);
	asking.unref();

	return {
		pong() {
			askedAt = undefined;
			clearTimeout(overdue);
			report(0);
		},
		stop() {
			askedAt = undefined;
			clearInterval(asking);
			clearTimeout(overdue);
		},
	};
}
