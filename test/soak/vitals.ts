import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How this program is at one moment. */
export interface Vital {
	/** Seconds since the start. */
	readonly atS: number;
	/** What is still in use after a collection, in and outside of the JavaScript heap. */
	readonly heapBytes: number;
	readonly outsideBytes: number;
	readonly rssBytes: number;
	/** Sockets, timers and the like that keep the program alive. */
	readonly resources: number;
	/** How late the event loop was since the vital before. */
	readonly lagP99Ms: number;
	readonly lagMaxMs: number;
	/** How much of that time it had a processor to itself. */
	readonly cpuShare: number;
	readonly events: number;
}

/** Measures this program, its collections apart. */
export class Monitor {
	readonly #delay = monitorEventLoopDelay({ resolution: 10 });
	readonly #startedAt = performance.now();
	readonly #collect: () => void;
	#cpu = process.cpuUsage();
	#notedAt = performance.now();
	readonly vitals: Vital[] = [];

	constructor() {
		setFlagsFromString('--expose-gc');
		this.#collect = runInNewContext('gc') as () => void;
		this.#delay.enable();
	}

	/** Collects what is in use no longer, and notes what remains. */
	note(events: number): Vital {
		const [lagP99Ms, lagMaxMs] = [this.#delay.percentile(99) / 1e6, this.#delay.max / 1e6];
		const cpuShare = this.#cpuShare();
		this.#collect();
		const { heapUsed, external, rss } = process.memoryUsage();
		const vital = {
			atS: (performance.now() - this.#startedAt) / 1_000,
			heapBytes: heapUsed,
			outsideBytes: external,
			rssBytes: rss,
			resources: process.getActiveResourcesInfo().length,
			lagP99Ms,
			lagMaxMs,
			cpuShare,
			events,
		};
		this.vitals.push(vital);
		this.#delay.reset();
		return vital;
	}

	#cpuShare(): number {
		const now = performance.now();
		const { user, system } = process.cpuUsage(this.#cpu);
		const share = (user + system) / 1_000 / (now - this.#notedAt);
		this.#cpu = process.cpuUsage();
		this.#notedAt = now;
		return share;
	}

	stop(): void {
		this.#delay.disable();
	}
}

/** How one measure went: in the first and the last third after the warm-up, and what it grew by a minute. */
export interface Trend {
	readonly first: number;
	readonly last: number;
	readonly perMinute: number;
}

/** How much of a run is warm-up. */
export const warmUp = 0.25;

/** The trend of one measure; undefined where there are too few vitals to tell. `typical` stands for a third: its median. */
export function trendOf(
	vitals: readonly Vital[],
	measure: (vital: Vital) => number,
	typical: (values: readonly number[]) => number = median,
): Trend | undefined {
	const warm = vitals.slice(Math.ceil(vitals.length * warmUp));
	const third = Math.floor(warm.length / 3);
	if (third < 3) {
		return undefined;
	}
	const points = warm.map(vital => [vital.atS / 60, measure(vital)] as const);
	return {
		first: typical(points.slice(0, third).map(([, value]) => value)),
		last: typical(points.slice(-third).map(([, value]) => value)),
		perMinute: slope(points),
	};
}

/** The one in the middle; 0 where there is none. */
export function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** The slope of the straight line with the least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
	const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
	const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
	const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
	return above / below;
}
