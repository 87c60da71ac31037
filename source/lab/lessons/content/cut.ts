import type { Stage } from '../engine/lesson.ts';

/** Where a poem is cut in two: about a third of it has gone by then. */
export function cutAt({ poet }: Stage): number {
	return Math.max(1, Math.floor(poet.bytes * 0.37));
}
