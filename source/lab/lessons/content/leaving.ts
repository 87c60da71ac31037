import type { LessonAction, Stage, StageServer, StepContext } from '../engine/lesson.ts';

/** How long a connection is watched after somebody has left, in milliseconds. */
export const watchedMs = 1_000;

/** The number of clients that read beside the lab's own. */
export const others = 2;

/** An action by which the client begins to fetch from this server; once bytes have come, one by which it leaves. */
export function beginThenLeave(
	from: (stage: Stage) => StageServer,
): (context: StepContext) => LessonAction | undefined {
	return context =>
		leaveOr(context, 'leave now', {
			label: 'begin to fetch',
			actions: [{ type: 'fetch', address: from(context.stage).address, transforms: [] }],
		});
}

/** The client begins to fetch together with a small crowd; once bytes have come, it leaves alone. */
export function togetherThenLeave(context: StepContext): LessonAction | undefined {
	const { proxy } = context.stage;
	return leaveOr(context, 'leave, alone', {
		label: 'begin to fetch, all three',
		actions: [
			{ type: 'start-crowd', address: proxy.address, transforms: [], clients: others },
			{ type: 'fetch', address: proxy.address, transforms: [] },
		],
	});
}

/** The action that cancels the fetch under way, once bytes have come; without a fetch the one that begins it, unless one was cancelled just now. */
function leaveOr(
	{ events, state: { fetch }, now }: StepContext,
	label: string,
	begin: LessonAction,
): LessonAction | undefined {
	if (fetch?.status !== 'running') {
		const left = events.findLast(event => event.type === 'fetch-failed' && event.code === 'cancelled');
		return left !== undefined && now - left.time < 2 * watchedMs ? undefined : begin;
	}
	return fetch.poemBytes > 0 ? { label, actions: [{ type: 'cancel-fetch' }] } : undefined;
}

/** The small crowd leaves; where there is none, it comes. */
export function lastOnesLeave({ events, state, stage: { proxy }, now }: StepContext): LessonAction | undefined {
	const left = events.findLast(event => event.type === 'crowd-ended');
	if (left !== undefined && now - left.time < 2 * watchedMs) {
		return undefined;
	}
	return state.crowd?.status === 'running'
		? { label: 'let them leave', actions: [{ type: 'cancel-crowd' }] }
		: {
				label: 'let two others come',
				actions: [{ type: 'start-crowd', address: proxy.address, transforms: [], clients: others }],
			};
}
