import type { LessonState } from '../../lab/snapshot/lesson-state.ts';

/** The phase of a card, by what it waits for: a guess, the task, something to happen, the next step, or another lesson. */
export type LessonPhase = 'choose' | 'do' | 'wait' | 'next' | 'over';

/** The person's place in the lesson that is under way. */
export interface LessonScreen {
	readonly name: string;
	readonly step: number;
	readonly phase: LessonPhase;
	/** The card takes the keys. */
	readonly focused: boolean;
	/** The choice that is marked, from 0. */
	readonly choice: number;
	/** The first row of the card that is seen, where it has more than there is room for. */
	readonly top: number;
	/** The person has asked to leave; to ask once more leaves the lesson. */
	readonly leaving: boolean;
}

/** The phase of the lesson now. */
export function phaseOf({ done, outcome, prediction, action }: LessonState): LessonPhase {
	if (done) {
		return 'over';
	}
	if (outcome !== undefined) {
		return 'next';
	}
	if (prediction !== undefined && prediction.chosen === undefined) {
		return 'choose';
	}
	return action === undefined ? 'wait' : 'do';
}

const letters = ['a', 'b', 'c', 'd'] as const;

/** The letter of one of the choices, from 0. */
export function choiceLetter(index: number): string {
	return letters[index] ?? '';
}

/** A choice with its letter: `b: a MISS`; undefined where nothing was chosen. */
export function choiceText({ prediction }: LessonState, index = prediction?.chosen): string | undefined {
	const choice = index === undefined ? undefined : prediction?.choices[index];
	return index === undefined || choice === undefined ? undefined : `${choiceLetter(index)}: ${choice}`;
}

/** Where these lines are to be typed, and how to get out of a netcat there: it stays in front after the server has closed. */
export function shellPlace(lines: readonly string[]): string {
	const isInFront = lines.some(line => line.startsWith('nc ') && !/[&<|]/.test(line));
	return `in another terminal${isInFront ? '; Ctrl+C ends nc' : ', line by line'}`;
}
