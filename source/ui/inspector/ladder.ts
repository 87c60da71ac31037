import type { LabEvent } from '../../events/events.ts';
import type { Arrow } from './arrows.ts';
import { type Fold, foldWrites } from './fold.ts';
import { legArrows } from './leg-arrows.ts';
import type { Party } from './parties.ts';
import { type PromiseLine, promisesOf } from './promises.ts';
import type { Story } from './story.ts';

/** A time in which nothing crossed; without an end, it is the present. */
export interface Wait {
	readonly kind: 'wait';
	readonly time: number;
	readonly durationMs: number | undefined;
}

export type LadderItem = Arrow | PromiseLine | Wait | Fold;

/** A sequence diagram of what happened: time runs down. */
export interface Ladder {
	/** The lanes, from left to right. */
	readonly parties: readonly Party[];
	readonly items: readonly LadderItem[];
	/** Which leg the arrows of the exchange in question are on. */
	readonly focusLeg: number;
	readonly startTime: number;
	/** When the last thing happened. */
	readonly lastTime: number;
}

/** The ladder of a story: what crossed, the chain of promises, and the long waits in between. */
export function ladderOf(story: Story): Ladder {
	const crossed = story.legs.flatMap((leg, index) => legArrows(leg, index, story));
	const steps = inOrder([...promisesOf(story), ...crossed], story);
	const lastTime = steps.at(-1)?.time ?? story.startTime;
	const items = withWaits(foldWrites(steps), lastTime - story.startTime);
	return {
		parties: story.parties,
		items: story.settled ? items : [...items, { kind: 'wait', time: lastTime, durationMs: undefined }],
		focusLeg: story.legs.findIndex(({ opened }) => opened?.connection === story.focus),
		startTime: story.startTime,
		lastTime,
	};
}

/**
 * By time; of one moment, in the order in which the lab told it. What one event told of both a promise and a crossing is
 * the promise first: a proxy ends because its upstream fetch is fulfilled.
 */
function inOrder(steps: readonly (Arrow | PromiseLine)[], { events }: Story): readonly (Arrow | PromiseLine)[] {
	const places = new Map<LabEvent | undefined, number>(events.map((event, place) => [event, place]));
	const placeOf = ({ cause }: Arrow | PromiseLine) => places.get(cause) ?? Number.MAX_SAFE_INTEGER;
	return [...steps].sort((a, b) => a.time - b.time || placeOf(a) - placeOf(b) || rank(a) - rank(b));
}

/** A note comes after what it is about. */
function rank(item: Arrow | PromiseLine): number {
	if (item.kind === 'arrow') {
		return item.cause.type.startsWith('fetch-') ? 2 : 0;
	}
	return item.state === 'note' && item.cause?.type === 'bytes-sent' ? 1 : 0;
}

/** A wait is long when somebody would wonder what happened in it: a good part of the whole, or a second. */
function isLong(durationMs: number, wholeMs: number): boolean {
	return durationMs >= 1_000 || (durationMs >= 2 && durationMs >= wholeMs * 0.15);
}

function withWaits(items: readonly (Arrow | PromiseLine | Fold)[], wholeMs: number): readonly LadderItem[] {
	let until = items[0]?.time ?? 0;
	return items.flatMap((item): LadderItem[] => {
		const since = until;
		until = Math.max(until, item.kind === 'fold' ? item.untilTime : item.time);
		if (item.kind === 'fold') {
			return [item, { kind: 'wait', time: item.time, durationMs: item.untilTime - item.time }];
		}
		return isLong(item.time - since, wholeMs)
			? [{ kind: 'wait', time: since, durationMs: item.time - since }, item]
			: [item];
	});
}
