import type { Party } from '../trace/legs.ts';
import { isFound, linkOf } from '../trace/links.ts';
import type { Trace } from '../trace/trace.ts';
import { classArrows } from './class-arrows.ts';
import { type Fold, foldWrites, type LadderEntry } from './fold.ts';
import { legArrows } from './leg-arrows.ts';
import { promisesOf } from './promise-lines.ts';

/** A time in which nothing crossed; without an end, it is the present. */
export interface Wait {
	readonly kind: 'wait';
	readonly time: number;
	readonly durationMs: number | undefined;
	/** It lies before the recording. */
	readonly isBefore?: boolean;
}

export type LadderItem = LadderEntry | Wait | Fold;

/** A sequence diagram of what happened: time runs down. */
export interface Ladder {
	/** The lanes, from left to right. */
	readonly parties: readonly Party[];
	readonly items: readonly LadderItem[];
	/** The index of the leg of the exchange that is open. */
	readonly focusLeg: number;
	/** The key of the party that asked first. It has no lane before the start: a fetch that it joined may be older. */
	readonly asker: string;
	readonly startTime: number;
	/** The time of the last thing that happened. */
	readonly lastTime: number;
}

/** The ladder of a trace: what crossed, the chain of promises, and the long waits in between. */
export function ladderOf(trace: Trace): Ladder {
	const crossed = trace.legs.flatMap(leg => legArrows(leg, trace));
	const steps = inOrder([...promisesOf(trace), ...crossed, ...classArrows(trace)], trace);
	const lastTime = steps.at(-1)?.time ?? trace.startTime;
	const items = [...timeBefore(steps, trace), ...withWaits(foldWrites(steps), lastTime - trace.startTime)];
	return {
		parties: trace.parties,
		items: trace.settled ? items : [...items, { kind: 'wait', time: lastTime, durationMs: undefined }],
		focusLeg: linkOf(trace.legs, trace.focus)?.index ?? -1,
		asker: trace.root.from,
		startTime: trace.startTime,
		lastTime,
	};
}

/**
 * The entries by the place of their events, which is the order in which they happened. Of one event, a promise comes
 * before the data that crossed because of it, and a note after both.
 */
function inOrder(steps: readonly LadderEntry[], { places }: Trace): readonly LadderEntry[] {
	const placeOf = ({ cause }: LadderEntry) => places.get(cause) ?? 0;
	const sorted = [...steps].sort((a, b) => placeOf(a) - placeOf(b) || rank(a) - rank(b));
	// A clock that was set back must not turn the ladder's time around.
	let latest = Number.NEGATIVE_INFINITY;
	return sorted.map(step => {
		latest = Math.max(latest, step.time);
		return step.time === latest ? step : { ...step, time: latest };
	});
}

function rank(step: LadderEntry): number {
	return step.kind === 'arrow' ? 1 : step.state === 'note' ? 2 : 0;
}

/** The time from the true beginning to that of the recording. */
function timeBefore([first]: readonly LadderEntry[], { startTime, root }: Trace): readonly Wait[] {
	const isCut = isFound(root.dial ?? root.opened) && first !== undefined;
	return isCut ? [{ kind: 'wait', time: startTime, durationMs: first.time - startTime, isBefore: true }] : [];
}

/** A wait is long when somebody would wonder what happened in it: a good part of the whole, or a second. */
function isLong(durationMs: number, wholeMs: number): boolean {
	return durationMs >= 1_000 || (durationMs >= 2 && durationMs >= wholeMs * 0.15);
}

function withWaits(items: readonly (LadderEntry | Fold)[], wholeMs: number): readonly LadderItem[] {
	let until = items[0]?.time ?? 0;
	return items.flatMap((item): LadderItem[] => {
		const since = until;
		until = Math.max(until, item.kind === 'fold' ? item.untilTime : item.time);
		const within: readonly LadderItem[] =
			item.kind === 'fold' ? [{ kind: 'wait', time: item.time, durationMs: item.untilTime - item.time }] : [];
		return isLong(item.time - since, wholeMs)
			? [{ kind: 'wait', time: since, durationMs: item.time - since }, item, ...within]
			: [item, ...within];
	});
}
