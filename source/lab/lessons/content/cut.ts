import type { Stage } from '../engine/lesson.ts';

/** The number of bytes after which the lesson cuts a poem off: about a third of it. */
export function cutAt({ poet }: Stage): number {
	return Math.max(1, Math.floor(poet.bytes * 0.37));
}
