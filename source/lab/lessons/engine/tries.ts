import type { Finding, StepContext } from './lesson.ts';

/** Counts how often something else than a step's task was done, by what its check finds at each look, the same again. */
export class Tries {
	count = 0;
	#hint: string | undefined;
	#visits = 0;

	/** Takes what was found now: a hint that was not there before, or the same after another visit, is one more try. */
	note(finding: Finding, { state, visits }: StepContext): void {
		if (!('hint' in finding) || finding.isPart) {
			return;
		}
		const over = [...state.servers.keys()].flatMap(visits).filter(({ doneAt }) => doneAt !== undefined).length;
		if (finding.hint !== this.#hint || over > this.#visits) {
			this.count += 1;
		}
		// What comes after a new set-up is counted from the beginning.
		this.#hint = finding.again ? undefined : finding.hint;
		this.#visits = finding.again ? 0 : over;
	}
}
