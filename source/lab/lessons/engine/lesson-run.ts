import { isDeepStrictEqual } from 'node:util';
import type { ConnectionId, LabEvent } from '../../../events/events.ts';
import type { LabState } from '../../model/state.ts';
import type { LessonOutcome, LessonState } from '../../snapshot/lesson-state.ts';
import type { Finding, Lesson, LessonAction, LessonStep, Prediction, SetUp, Stage, StepContext } from './lesson.ts';
import type { LessonHost } from './lesson-host.ts';
import { LessonRecord } from './lesson-record.ts';
import { runCode } from './run-code.ts';
import { StepPreparation } from './step-preparation.ts';
import { fillIn } from './words.ts';

/** The lab around one lesson. */
interface RunHost extends Pick<LessonHost, 'act' | 'now' | 'stateNow' | 'changed' | 'ttlMs'> {
	/** The name of a lesson to go on with; undefined where all others are done. */
	readonly next: () => string | undefined;
}

/** For so many milliseconds after the lab has done something there is nothing to do next: a key may be pressed twice. */
const settleMs = 500;

/** One lesson under way, from its first step to its last. It judges each step by the events and the state of the lab. */
export class LessonRun {
	readonly lesson: Lesson;
	readonly #stage: Stage;
	readonly #host: RunHost;
	readonly #record = new LessonRecord();
	readonly #preparing: StepPreparation;
	#at = 0;
	/** When the lab last did something of the task. */
	#didAt = Number.NEGATIVE_INFINITY;
	#chosen: number | undefined;
	#hint: string | undefined;
	#outcome: LessonOutcome | undefined;
	/** The exchange in which it happened last. */
	#connection: ConnectionId | undefined;
	#action: LessonAction | undefined;
	#ran: { readonly word: string; readonly atMs: number }[] | undefined;
	#skipped = 0;
	#state: LessonState;

	constructor(lesson: Lesson, stage: Stage, host: RunHost, lab: LabState) {
		this.lesson = lesson;
		this.#stage = stage;
		this.#host = host;
		this.#preparing = new StepPreparation(stage, host, this.#record);
		this.#begin(lab);
		this.#state = this.#described();
	}

	/** For the screen; the same object until something about it changes. */
	get state(): LessonState {
		return this.#state;
	}

	/** True once the last step's task has been done, where no step was skipped. */
	get isDone(): boolean {
		const isLast = this.#at >= this.lesson.steps.length - 1;
		return this.#skipped === 0 && isLast && (this.#step === undefined || this.#outcome !== undefined);
	}

	take(event: LabEvent): void {
		this.#record.take(event);
		this.#preparing.take(event);
	}

	/** A guess may be changed until it has happened. */
	predict(choice: number): void {
		if (this.#isWaiting && this.#step?.prediction.choices[choice] !== undefined) {
			this.#chosen = choice;
			this.#state = this.#described();
		}
	}

	/** Does the step's task, once what will come of it was said. */
	doTask(lab: LabState): void {
		const action = this.#action;
		if (!this.#isWaiting || this.#chosen === undefined || action === undefined) {
			return;
		}
		// What there is to do next is known only once this has begun.
		this.#action = undefined;
		this.#didAt = this.#host.now();
		if (action.anew) {
			this.#preparing.prepare(this.#setUp, lab, action.actions);
		} else {
			for (const one of action.actions) {
				this.#host.act(one);
			}
		}
		if (action.runsCode) {
			this.#runCode();
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
		if (step !== undefined && this.#isWaiting && this.#preparing.isReady) {
			const context = this.#context(lab);
			this.#action = context.now - this.#didAt < settleMs ? undefined : step.action(context);
			this.#note(step.check(context), step, lab);
			if (context.visits(this.#stage.proxy.id).length === 0) {
				this.#preparing.keepEmpty(this.#setUp, lab);
			}
		}
		const described = this.#described();
		if (!isDeepStrictEqual(described, this.#state)) {
			this.#state = described;
		}
	}

	get #step(): LessonStep | undefined {
		return this.lesson.steps[this.#at];
	}

	/** True until the current step's task has been done. */
	get #isWaiting(): boolean {
		return this.#step !== undefined && this.#outcome === undefined;
	}

	get #setUp(): SetUp {
		return this.#step?.setUp?.(this.#stage) ?? {};
	}

	#begin(lab: LabState): void {
		this.#chosen = undefined;
		this.#hint = undefined;
		this.#outcome = undefined;
		this.#ran = undefined;
		this.#didAt = Number.NEGATIVE_INFINITY;
		if (this.#step !== undefined) {
			this.#preparing.prepare(this.#setUp, lab);
			this.#action = this.#step.action(this.#context(lab));
		}
	}

	#runCode(): void {
		const ran: { word: string; atMs: number }[] = [];
		void runCode(this.#step?.code ?? [], ran).then(() => {
			this.#ran = ran;
			this.#host.changed();
		});
	}

	#context(state: LabState): StepContext {
		const [stage, record, since, now] = [this.#stage, this.#record, this.#preparing.since, this.#host.now()];
		const { purgedAt, blocked } = record;
		return {
			stage,
			state,
			now,
			since,
			visits: server => record.visits(server, this.#preparing.after, now, state),
			present: server => record.present(server, state),
			fetches: proxy => record.fetches.by(proxy),
			fetch: id => record.fetches.get(id),
			purgedAt,
			blocked,
			ran: this.#ran,
		};
	}

	#note(finding: Finding | undefined, { prediction }: LessonStep, lab: LabState): void {
		if (finding === undefined) {
			return;
		}
		if ('hint' in finding) {
			this.#hint = fillIn(finding.hint, this.#stage);
			if (finding.again) {
				this.#preparing.prepare(this.#setUp, lab);
			}
			return;
		}
		this.#hint = undefined;
		const { observed, answer, connection } = finding;
		const { held, explanation } = judged(prediction, this.#chosen, answer);
		this.#connection = connection ?? this.#connection;
		this.#outcome = { held, observed, explanation: fillIn(explanation, this.#stage) };
	}

	#described(): LessonState {
		const { name, title, steps, beside, inside } = this.lesson;
		const step = this.#step;
		const fill = (text: string) => fillIn(text, this.#stage);
		const progress = {
			name,
			title,
			step: Math.min(this.#at + 1, steps.length),
			steps: steps.length,
			skipped: this.#skipped,
			beside,
			...(this.#connection !== undefined && { connection: this.#connection }),
		};
		if (step === undefined) {
			const next = this.#host.next();
			return { ...progress, text: fill(inside), task: '', done: true, ...(next !== undefined && { next }) };
		}
		const { text, code, task, shell, prediction } = step;
		const chosen = this.#chosen;
		return {
			...progress,
			text: fill(text),
			task: fill(task),
			...(code !== undefined && { code }),
			...(shell !== undefined && { shell: shell.map(fill) }),
			...(this.#action !== undefined && { action: fill(this.#action.label) }),
			...(this.#hint !== undefined && { hint: this.#hint }),
			prediction: {
				question: fill(prediction.question),
				choices: prediction.choices.map(choice => fill(choice.text)),
				...(chosen !== undefined && { chosen }),
			},
			...(this.#outcome !== undefined && { outcome: this.#outcome }),
			done: false,
		};
	}
}

/** Whether the guess held, by what really happened; and what there is to say to whoever made it. */
function judged(
	{ choices, expected }: Prediction,
	chosen: number | undefined,
	answer: string,
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
