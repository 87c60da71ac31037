import type { LessonAction, Stage, StageServer, StepContext } from '../engine/lesson.ts';

/** How long it is watched what becomes of a connection after somebody has left. */
export const watchedMs = 1_000;

/** How many read beside the client. */
export const others = 2;

/** The client begins to fetch, and then leaves. */
export function beginThenLeave(
	from: (stage: Stage) => StageServer,
): (context: StepContext) => LessonAction | undefined {
	return context =>
		leaveOr(context, 'leave now', {
			label: 'begin to fetch',
			actions: [{ type: 'fetch', address: from(context.stage).address, transforms: [] }],
		});
}

/** The client begins to fetch together with a small crowd, and then leaves it. */
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

/** The way out of a fetch that is under way, once its first bytes are here; else its beginning, unless all was just done. */
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

/** The small crowd leaves; where there is none, it comes first. */
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
