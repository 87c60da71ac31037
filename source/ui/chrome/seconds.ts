import type { SecondCount } from '../../lab/lab.ts';

/** How many exchanges ended in each of the newest seconds, oldest first, with the quiet seconds in between as 0. */
export function recentSeconds(perSecond: readonly SecondCount[], count: number): readonly number[] {
	const newest = perSecond.at(-1)?.second;
	if (newest === undefined || count <= 0) {
		return [];
	}
	const endedIn = new Map(perSecond.map(({ second, ended }) => [second, ended]));
	return Array.from({ length: count }, (_, index) => endedIn.get(newest - count + 1 + index) ?? 0);
}
