import type { Action } from '../../actions.ts';
import type { LessonAction, StageServer, StepContext } from '../engine/lesson.ts';

/** The client fetches, once no other fetch of its is under way. */
export function fetching(
	from: (context: StepContext) => StageServer,
	label = 'fetch the poem',
	transforms: readonly string[] = [],
): (context: StepContext) => LessonAction | undefined {
	return context =>
		context.state.fetch?.status === 'running'
			? undefined
			: { label, actions: [{ type: 'fetch', address: from(context).address, transforms }] };
}

/** A crowd comes to the proxy all at once, unless one is there. */
export function crowding(
	clients: number,
	before: readonly Action[] = [],
): (context: StepContext) => LessonAction | undefined {
	return ({ state, stage }) =>
		state.crowd?.status === 'running'
			? undefined
			: {
					label: `let ${clients} readers come`,
					actions: [...before, { type: 'start-crowd', address: stage.proxy.address, transforms: [], clients }],
				};
}

/** The lab types these words to the transform server, as a person with netcat would. */
export function typing(text: string): (context: StepContext) => LessonAction | undefined {
	return ({ stage }) => ({
		label: 'let the lab type it',
		actions: [{ type: 'open-by-hand', address: stage.transform.address, text, reads: true }],
	});
}

/** The poet of the lesson. */
export const poet = ({ stage }: StepContext): StageServer => stage.poet;

/** The proxy before it. */
export const proxy = ({ stage }: StepContext): StageServer => stage.proxy;
