import type { Telemetry } from '../events/telemetry.ts';
import { maxBlockMs } from './actions.ts';

/** Keeps this thread busy for so many milliseconds, as a long calculation would, and then emits `loop-blocked`. */
export function blockLoop(ms: number, { emit, now }: Pick<Telemetry, 'emit' | 'now'>): void {
	const startedAt = now();
	const until = startedAt + (ms > 0 ? Math.min(maxBlockMs, ms) : 0);
	let time = startedAt;
	while (time < until) {
		time = now();
	}
	emit({ type: 'loop-blocked', time, durationMs: time - startedAt });
}
