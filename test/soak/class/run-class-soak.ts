import type { EngineServer } from '../../fixtures/class/engine-server.ts';
import { runSchedule, type ScheduleResult } from './schedule.ts';

/** What some schedules came to, added up. */
export interface ClassSoakResult {
	readonly schedules: number;
	readonly acts: Readonly<Record<string, number>>;
	readonly ends: Readonly<Record<string, number>>;
	/** Each with the seed of its schedule. */
	readonly complaints: readonly string[];
}

/** Most of a schedule is waiting, so that many run at once. */
const atOnce = 10;

/** Runs so many random schedules of a class, the first with this seed, the next with the next; `told` is called after each. */
export async function runClassSoak(
	engine: EngineServer,
	{ schedules, seed }: { readonly schedules: number; readonly seed: number },
	told: (done: number) => void = () => {},
): Promise<ClassSoakResult> {
	const results: { readonly seed: number; readonly result: ScheduleResult }[] = [];
	let next = seed;
	const one = async () => {
		while (next < seed + schedules) {
			const own = next;
			next += 1;
			results.push({ seed: own, result: await runSchedule(engine.port, own) });
			told(results.length);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, schedules) }, one));
	return {
		schedules: results.length,
		acts: sums(results.map(({ result }) => result.acts)),
		ends: sums(results.map(({ result }) => result.ends)),
		complaints: results.flatMap(({ seed, result }) => result.complaints.map(words => `seed ${seed}: ${words}`)),
	};
}

function sums(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
	const all: Record<string, number> = {};
	for (const [name, count] of counts.flatMap(one => Object.entries(one))) {
		all[name] = (all[name] ?? 0) + count;
	}
	return all;
}
