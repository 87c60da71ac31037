import { useAnimation } from 'ink';

/** Four times a second is as often as anybody reads an age. */
const tickMs = 250;

/** The time now, in milliseconds since the Unix epoch. It ticks only while it is wanted; without that there is no timer. */
export function useClock(wanted: boolean, now: () => number): number {
	useAnimation({ interval: tickMs, isActive: wanted });
	return now();
}
