import type { LessonOutcome } from '../../snapshot/lesson-state.ts';
import type { Prediction, Stage } from './lesson.ts';
import { fillIn } from './words.ts';

/** The verdict: the guess held or not, by what really happened; with the explanation for whoever made it. */
export function judged(
	{ choices, expected }: Prediction,
	chosen: number | undefined,
	{ observed, answer }: { readonly observed: string; readonly answer: string },
	stage: Stage,
): LessonOutcome {
	const made = chosen === undefined ? undefined : choices[chosen];
	const held = made === undefined ? undefined : made.says === answer;
	if (answer !== expected) {
		// The lab tells what it saw, also where that is not what the lesson was written for.
		return {
			held,
			observed,
			explanation:
				'This step was made to show something else. Perhaps somebody changed the lab meanwhile, or another program did. You can begin this lesson again: 0 has the list.',
		};
	}
	const explained = made ?? choices.find(({ says }) => says === expected);
	return { held, observed, explanation: fillIn(explained?.explanation ?? '', stage) };
}
