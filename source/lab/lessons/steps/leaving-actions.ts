import type { LessonAction, StepContext } from '../engine/lesson.ts';
import { type At, connectTo, crowdAt, fetchFrom, isFetching } from './actions.ts';

/** The time for which a connection is watched after somebody has left, in milliseconds. */
export const watchedMs = 1_000;
/** The number of clients that read beside the lab's own. */
const others = 2;

/** The client begins to fetch from this server; once bytes have come, it leaves. */
export function beginThenLeave(at: At): (context: StepContext) => LessonAction | undefined {
	return context => leaveOr(context, { label: 'begin to fetch', actions: [fetchFrom(at(context.stage))], anew: true });
}

/** The client begins to fetch together with a small crowd; once bytes have come, it leaves alone. */
export function togetherThenLeave(context: StepContext): LessonAction | undefined {
	const { proxy: from } = context.stage;
	return leaveOr(context, {
		label: 'begin to fetch, all three',
		actions: [crowdAt(from, others), fetchFrom(from)],
		anew: true,
	});
}

function leaveOr(context: StepContext, begin: LessonAction): LessonAction | undefined {
	const { state, fetches, now, since } = context;
	if (isFetching(context)) {
		return (state.fetch?.poemBytes ?? 0) > 0 ? { label: 'leave now', actions: [{ type: 'cancel-fetch' }] } : undefined;
	}
	// Whoever has just left is watched first.
	const left = fetches().findLast(({ ended }) => ended?.code === 'cancelled' && ended.time >= since)?.ended?.time;
	return left !== undefined && now - left < 2 * watchedMs ? undefined : begin;
}

/** All who wait at the proxy leave, as far as they are the lab's own; where nobody waits, two come. */
export function lastOnesLeave({ state, stage, present }: StepContext): LessonAction | undefined {
	const waiting = present(stage.proxy.id);
	if (waiting.some(({ peer }) => peer !== undefined)) {
		return state.fetch?.status === 'running' || waiting.every(({ bytesOut }) => bytesOut > 0)
			? {
					label: 'let them leave',
					actions: [{ type: 'cancel-crowd' }, { type: 'cancel-fetch' }, { type: 'close-by-hand' }],
				}
			: undefined;
	}
	return waiting.length > 0 || state.crowd?.status === 'running'
		? undefined
		: { label: 'let two others come', actions: [connectTo(stage.proxy), connectTo(stage.proxy)], anew: true };
}
