import { createContext, useContext } from 'react';

/** The bytes written to the terminal in a second, on the average of the last seconds. */
export const WriteRateContext = createContext<() => number>(() => 0);

/** The rate at this render, in bytes a second. */
export function useWriteRate(): number {
	return useContext(WriteRateContext)();
}

/** A counter of the bytes that are written. */
export interface WriteRate {
	/** Takes the number of bytes written so far. */
	written(total: number): void;
	/** On the average of the last {@link windowSeconds} whole seconds. */
	readonly perSecond: () => number;
}

/** The number of seconds over which the rate is an average. */
export const windowSeconds = 5;

/** A rate over the last seconds, in a few numbers whatever is written. */
export function createWriteRate(now: () => number): WriteRate {
	const seconds = Array.from({ length: windowSeconds + 1 }, () => ({ second: -1, bytes: 0 }));
	let before = 0;
	const slotOf = (second: number) => seconds[second % seconds.length];
	return {
		written(total) {
			const bytes = total - before;
			before = total;
			const second = Math.floor(now() / 1_000);
			const slot = slotOf(second);
			if (slot !== undefined) {
				slot.bytes = bytes + (slot.second === second ? slot.bytes : 0);
				slot.second = second;
			}
		},
		perSecond() {
			const current = Math.floor(now() / 1_000);
			const counted = seconds.filter(({ second }) => second < current && second >= current - windowSeconds);
			return counted.reduce((total, { bytes }) => total + bytes, 0) / windowSeconds;
		},
	};
}
