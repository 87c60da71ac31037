import type { Action } from '../../actions.ts';
import type { LessonAction, StageServer, StepContext } from '../engine/lesson.ts';

/** An action by which the client fetches from this server; none while a fetch of the client's is under way. */
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

/** An action by which this number of clients come to the proxy at once; none while a crowd is there. */
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

/** An action by which the lab sends this text to the transform server, as a person with netcat would. */
export function typing(text: string): (context: StepContext) => LessonAction | undefined {
	return ({ stage }) => ({
		label: 'let the lab type it',
		actions: [{ type: 'open-by-hand', address: stage.transform.address, text, reads: true }],
	});
}

/** The poetry server of the lesson. */
export const poet = ({ stage }: StepContext): StageServer => stage.poet;

/** The proxy of the lesson. */
export const proxy = ({ stage }: StepContext): StageServer => stage.proxy;
