import { uptime } from 'node:os';

/** The clocks that a time line is made of, each in milliseconds. */
export interface SystemClocks {
	/** Since the Unix epoch; people and time servers set it. */
	readonly wall: () => number;
	/** Since the Unix epoch as it was at the start; never goes back, and may stand still while the machine sleeps. */
	readonly steady: () => number;
	/** Since the machine's start, its sleep among it; some systems tell whole seconds only. */
	readonly uptime: () => number;
}

// Asked for once: the property is slower than the clock.
const { timeOrigin } = performance;

/** The clocks of this machine. `steady` is the same in every thread. */
const systemClocks: SystemClocks = {
	wall: Date.now,
	steady: () => timeOrigin + performance.now(),
	uptime: () => uptime() * 1_000,
};

/** One change of the wall clock by somebody who has set it. */
export interface ClockChange {
	/** When it was noticed, on the time line. */
	readonly time: number;
	/** The distance by which it was set, in milliseconds; negative where it was set back. */
	readonly shiftMs: number;
}

/** The time of events: it never goes back, counts the machine's sleep, and does not follow when somebody sets the clock. */
export interface TimeLine {
	/** Milliseconds since the Unix epoch, by the wall clock as it was when the line began. */
	readonly now: () => number;
	/** The change of the wall clock since this was last called; undefined where nobody has set it. */
	readonly takeChange: () => ClockChange | undefined;
}

/**
 * The shortest time between two looks at the wall clock, and the smallest difference that is a change of the clock, or a
 * sleep of the machine. The uptime costs a system call: it is read when the wall clock has moved, and else every
 * `uptimeEveryMs`.
 */
export const timeLinePace = { lookEveryMs: 10, uptimeEveryMs: 1_000, leastShiftMs: 50, leastSleepMs: 2_000 } as const;
/** A look that took longer, in milliseconds, was interrupted: its readings of the clocks do not belong together. */
const longestLookMs = 5;
/** The share of the time by which two clocks may differ without any sleep. */
const driftShare = 0.001;

/** A time line from now on. It looks at the other clocks when it is asked for the time, and now and then only. */
export function createTimeLine({ wall, steady, uptime: up }: SystemClocks = systemClocks): TimeLine {
	/** The lead of the line over the steady clock, in milliseconds. */
	let aheadMs = 0;
	/** The lead of the wall clock over the line, in milliseconds. */
	let shiftMs = 0;
	let change: ClockChange | undefined;
	let seen = { steady: steady(), uptime: up() };
	let lookAt = seen.steady + timeLinePace.lookEveryMs;

	const sleptMs = (passedMs: number, upMs: number, jumpMs: number): number => {
		const asleepMs = upMs - passedMs;
		if (asleepMs < Math.max(timeLinePace.leastSleepMs, passedMs * driftShare)) {
			return 0;
		}
		// The wall clock tells it to the millisecond, where nobody has set it meanwhile.
		return Math.abs(jumpMs - asleepMs) < timeLinePace.leastSleepMs ? jumpMs : asleepMs;
	};
	const look = (at: number): void => {
		const jumpMs = wall() - (at + aheadMs + shiftMs);
		const isUsual = Math.abs(jumpMs) < timeLinePace.leastShiftMs && at < seen.steady + timeLinePace.uptimeEveryMs;
		const upMs = isUsual ? 0 : up();
		if (steady() - at > longestLookMs) {
			return;
		}
		lookAt = at + timeLinePace.lookEveryMs;
		if (isUsual) {
			return;
		}
		const slept = sleptMs(at - seen.steady, upMs - seen.uptime, jumpMs);
		seen = { steady: at, uptime: upMs };
		aheadMs += slept;
		// The wall clock is read in whole milliseconds.
		const movedMs = Math.round(jumpMs - slept);
		if (Math.abs(movedMs) >= timeLinePace.leastShiftMs) {
			shiftMs += movedMs;
			change = { time: at + aheadMs, shiftMs: (change?.shiftMs ?? 0) + movedMs };
		}
	};

	return {
		now() {
			const at = steady();
			if (at >= lookAt) {
				look(at);
			}
			return at + aheadMs;
		},
		takeChange() {
			const taken = change;
			change = undefined;
			return taken;
		},
	};
}
