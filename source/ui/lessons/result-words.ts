import type { StepResult } from '../../events/events.ts';
import { formatPlural } from '../format.ts';

/** The result of a step, in a few words: `guessed “a MISS”, which held, 2 other tries`. */
export function stepResultWords({ guess, held, tries, happened }: StepResult): string {
	const guessed = guess === undefined ? '' : `guessed “${guess}”`;
	const verdict = held === undefined ? '' : held ? 'which held' : 'which is not what happened';
	const tried = tries === 0 ? '' : formatPlural(tries, 'other try', 'other tries');
	return [guessed || 'no guess', verdict, tried, happened ? '' : 'not done yet'].filter(Boolean).join(', ');
}

/** The number of guesses of a whole lesson that held: `3 of 4 guesses held`. */
export function lessonResultWords(steps: readonly StepResult[]): string {
	const guesses = steps.filter(({ held }) => held !== undefined);
	return `${guesses.filter(({ held }) => held).length} of ${formatPlural(guesses.length, 'guess', 'guesses')} held`;
}
