import type { Lab } from '../lab/lab.ts';

/** The present of a lab, by the time of its events: in a replay, when the newest of them happened; else this clock's. */
export function labClock(lab: Lab, now: () => number = steadyNow): () => number {
	return () => lab.snapshot().replay?.time ?? now();
}

function steadyNow(): number {
	return performance.timeOrigin + performance.now();
}
