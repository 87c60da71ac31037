import type { ConnectionId } from '../../../events/events.ts';
import type { Action } from '../../actions.ts';
import type { ClientChoice, LessonOutcome, LessonState } from '../../snapshot/lesson-state.ts';
import type { Lesson, LessonAction, Stage } from './lesson.ts';
import { fillIn, stepWords } from './words.ts';

/** How far somebody is in a lesson, and what came of the current step. */
export interface Progress {
	readonly lesson: Lesson;
	readonly stage: Stage;
	/** The current step, from 0; the number of all steps where the last one is over. */
	readonly at: number;
	readonly skipped: number;
	/** The exchange in which it happened, of each step that has one. */
	readonly connections: readonly (ConnectionId | undefined)[];
	readonly chosen: number | undefined;
	readonly action: LessonAction | undefined;
	readonly client: ClientChoice | undefined;
	readonly hint: string | undefined;
	readonly outcome: LessonOutcome | undefined;
	/** The name of a lesson to go on with; undefined where all others are done. */
	readonly next: () => string | undefined;
}

/** The card of a lesson under way: its current step with all words filled in, or its end. */
export function cardOf(progress: Progress): LessonState {
	const { lesson, stage, at, skipped, connections, chosen, action, client, hint, outcome } = progress;
	const { name, title, steps, beside, inside } = lesson;
	const step = steps[at];
	const connection = connections.slice(step === undefined ? 0 : at).findLast(id => id !== undefined);
	const place = {
		name,
		title,
		step: Math.min(at + 1, steps.length),
		steps: steps.length,
		skipped,
		beside,
		...(connection !== undefined && { connection }),
	};
	if (step === undefined) {
		const next = progress.next();
		const text = skipped === 0 ? fillIn(inside, stage) : '';
		return { ...place, text, task: '', done: true, ...(next !== undefined && { next }) };
	}
	const { prediction, ...words } = stepWords(step, stage);
	return {
		...place,
		...words,
		...(action !== undefined && { action: fillIn(action.label, stage) }),
		...(client !== undefined && { client }),
		...(hint !== undefined && { hint }),
		prediction: { ...prediction, ...(chosen !== undefined && { chosen }) },
		...(outcome !== undefined && { outcome }),
		done: false,
	};
}

/** What these actions let clients ask for; undefined where none of them fetches. */
export function clientChoiceIn(actions: readonly Action[] = []): ClientChoice | undefined {
	const asked = actions.find(action => action.type === 'fetch' || action.type === 'start-crowd');
	return asked && { address: asked.address, transforms: asked.transforms };
}
