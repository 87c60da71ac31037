import type { Lab } from '../lab/lab.ts';

/** The present of a lab, in milliseconds since the Unix epoch: of a replay, when the newest of its events happened. */
export function labClock(lab: Lab): () => number {
	return () => lab.snapshot().replay?.time ?? Date.now();
}
