import type { LabEvent, ServerId } from '../../../events/events.ts';
import type { LabState } from '../../model/state.ts';
import type { LessonOutcome, LessonState } from '../../snapshot/lesson-state.ts';
import type { Finding, Lesson, LessonAction, LessonStep, Prediction, Stage } from './lesson.ts';
import type { LessonHost } from './lesson-host.ts';
import { firstActions, nextActions } from './lesson-set-up.ts';
import { LessonWindow } from './lesson-window.ts';
import { fillIn } from './words.ts';

/** The lab around one lesson. */
interface RunHost extends Pick<LessonHost, 'act' | 'now'> {
	/** The name of a lesson to go on with; undefined where all others are done. */
	readonly next: () => string | undefined;
}

/** One lesson under way, from its first step to its last. It judges each step by the events and the state of the lab. */
export class LessonRun {
	readonly lesson: Lesson;
	readonly #stage: Stage;
	readonly #host: RunHost;
	readonly #window = new LessonWindow();
	#at = 0;
	#chosen: number | undefined;
	#hint: string | undefined;
	#outcome: LessonOutcome | undefined;
	#action: LessonAction | undefined;
	#skipped = 0;
	#state: LessonState;

	constructor(lesson: Lesson, stage: Stage, host: RunHost, lab: LabState) {
		this.lesson = lesson;
		this.#stage = stage;
		this.#host = host;
		this.#begin(lab);
		this.#state = this.#described();
	}

	/** For the screen; the same object until something about it changes. */
	get state(): LessonState {
		return this.#state;
	}

	/** True until the current step's task has been done. */
	get isWaiting(): boolean {
		return this.#step !== undefined && this.#outcome === undefined;
	}

	/** True after the last step, where none was skipped. */
	get isDone(): boolean {
		return this.#step === undefined && this.#skipped === 0;
	}

	/** The ids of its poetry server and its proxy. */
	get ownServers(): readonly ServerId[] {
		return [this.#stage.poet.id, this.#stage.proxy.id];
	}

	take(event: LabEvent): void {
		if (this.isWaiting) {
			this.#window.take(event);
		}
	}

	/** A guess may be changed until it has happened. */
	predict(choice: number): void {
		if (this.isWaiting && this.#step?.prediction?.choices[choice] !== undefined) {
			this.#chosen = choice;
			this.#state = this.#described();
		}
	}

	/** Does the step's task, once what will come of it was said. */
	doTask(): void {
		if (this.isWaiting && (this.#chosen !== undefined || this.#step?.prediction === undefined)) {
			for (const action of this.#action?.actions ?? []) {
				this.#host.act(action);
			}
			// What there is to do next is known only once this has begun.
			this.#action = undefined;
		}
	}

	/** Goes to the next step, or past the last one. */
	goOn(lab: LabState): void {
		if (this.#step === undefined) {
			return;
		}
		this.#skipped += this.#outcome === undefined ? 1 : 0;
		this.#at += 1;
		this.#begin(lab);
		this.look(lab);
	}

	/** Looks whether it has happened. */
	look(lab: LabState): void {
		const step = this.#step;
		if (step !== undefined && this.#outcome === undefined) {
			const context = { stage: this.#stage, events: this.#window.events, state: lab, now: this.#host.now() };
			this.#action = step.action(context);
			this.#note(step.check(context), step);
		}
		const described = this.#described();
		if (!isSame(described, this.#state)) {
			this.#state = described;
		}
	}

	get #step(): LessonStep | undefined {
		return this.lesson.steps[this.#at];
	}

	#begin(lab: LabState): void {
		const step = this.#step;
		this.#window.clear();
		this.#chosen = undefined;
		this.#hint = undefined;
		this.#outcome = undefined;
		this.#action = step?.action({ stage: this.#stage, events: [], state: lab, now: this.#host.now() });
		const setUp = step?.setUp?.(this.#stage);
		if (setUp !== undefined) {
			const actions = this.#at === 0 ? firstActions : nextActions;
			for (const action of actions(setUp, this.#stage, lab)) {
				this.#host.act(action);
			}
		}
	}

	#note(finding: Finding | undefined, { prediction, explanation = '' }: LessonStep): void {
		if (finding === undefined) {
			return;
		}
		if ('hint' in finding) {
			this.#hint = finding.hint;
			return;
		}
		this.#hint = undefined;
		const { observed, answer } = finding;
		this.#outcome =
			prediction === undefined
				? { held: undefined, observed, explanation }
				: { observed, ...judged(prediction, this.#chosen, answer) };
	}

	#described(): LessonState {
		const { name, title, steps, beside } = this.lesson;
		const step = this.#step;
		const fill = (text: string) => fillIn(text, this.#stage);
		const progress = {
			name,
			title,
			step: Math.min(this.#at + 1, steps.length),
			steps: steps.length,
			skipped: this.#skipped,
			beside,
		};
		if (step === undefined) {
			const next = this.#host.next();
			return { ...progress, text: '', task: '', done: true, ...(next !== undefined && { next }) };
		}
		const { text, code, task, shell, prediction } = step;
		const chosen = this.#chosen;
		return {
			...progress,
			text: fill(text),
			task: fill(task),
			...(code !== undefined && { code: code.map(line => line) }),
			...(shell !== undefined && { shell: shell.map(fill) }),
			...(this.#action !== undefined && { action: fill(this.#action.label) }),
			...(this.#hint !== undefined && { hint: this.#hint }),
			...(prediction !== undefined && {
				prediction: {
					question: fill(prediction.question),
					choices: prediction.choices.map(choice => fill(choice.text)),
					...(chosen !== undefined && { chosen }),
				},
			}),
			...(this.#outcome !== undefined && { outcome: this.#outcome }),
			done: false,
		};
	}
}

/** Whether the guess held, by what really happened; and what there is to say to whoever made it. */
function judged(
	{ choices, expected }: Prediction,
	chosen: number | undefined,
	answer: string | undefined,
): Pick<LessonOutcome, 'held' | 'explanation'> {
	const made = chosen === undefined ? undefined : choices[chosen];
	const held = made === undefined ? undefined : made.says === answer;
	if (answer !== expected) {
		// The lab tells what it saw, also where that is not what the lesson was written for.
		return {
			held,
			explanation:
				'This step was made to show something else. Perhaps somebody changed the lab meanwhile, or another program did. You can begin this lesson again: 0 has the list.',
		};
	}
	const explained = made ?? choices.find(({ says }) => says === expected);
	return { held, explanation: explained?.explanation ?? '' };
}

function isSame(a: LessonState, b: LessonState): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
