import { LRUCache } from 'lru-cache';
import type { LabModel } from '../model/lab-model.ts';
import type { RecordedEvents } from './recorded-events.ts';
import { modelAfter, type RecordingIndex } from './recording-index.ts';

/** A place in a recording, and the lab as it was there. */
export interface Moment {
	/** The number of events that have happened. */
	readonly at: number;
	readonly model: LabModel;
}

/** Finds the lab as it was after so many events; `from` is a moment that is known already. */
export type FindMoment = (at: number, from: Moment) => Promise<Moment>;

/** The number of states from the way to a moment that are kept, so that the next steps start near by. */
const maxPassed = 16;

/** A function that finds any moment, starting from the nearest known one at or before it. */
export function createFindMoment({ chunks, keyframes }: RecordingIndex, events: RecordedEvents): FindMoment {
	const passed = new LRUCache<number, LabModel>({ max: maxPassed });

	const nearest = (at: number, from: Moment): Moment => {
		const chunk = events.chunkAt(at);
		const first = chunks[chunk]?.first ?? 0;
		if (from.at >= first && from.at <= at) {
			return from;
		}
		const known = passed.get(first);
		if (known) {
			return { at: first, model: known };
		}
		const keyframe = keyframes.before(chunk);
		const keyframeAt = chunks[keyframe.chunk]?.first ?? 0;
		return from.at > keyframeAt && from.at <= at ? from : { at: keyframeAt, model: keyframe.model };
	};

	return async (goal, from) => {
		let { at, model } = nearest(goal, from);
		while (at < goal) {
			const chunk = chunks[events.chunkAt(at)];
			if (!chunk) {
				break;
			}
			const some = (await events.of(chunk)).slice(at - chunk.first, goal - chunk.first);
			model = modelAfter(model, chunk, at, some);
			at += some.length;
			if (at === chunk.first + chunk.count) {
				passed.set(at, model);
			}
		}
		return { at, model };
	};
}
