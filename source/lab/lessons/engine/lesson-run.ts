import { isDeepStrictEqual } from 'node:util';
import type { ConnectionId, LabEvent, StepResult } from '../../../events/events.ts';
import type { LabState } from '../../model/state.ts';
import type { ClientChoice, LessonOutcome, LessonState } from '../../snapshot/lesson-state.ts';
import { judged } from './judged.ts';
import type { Finding, Lesson, LessonAction, LessonStep, SetUp, Stage, StepContext } from './lesson.ts';
import { cardOf, clientChoiceIn } from './lesson-card.ts';
import type { LessonHost } from './lesson-host.ts';
import { LessonRecord } from './lesson-record.ts';
import { runCode } from './run-code.ts';
import { StepPreparation } from './step-preparation.ts';
import { Tries } from './tries.ts';
import { fillIn } from './words.ts';

/** The lab around one lesson. */
interface RunHost extends Pick<LessonHost, 'act' | 'now' | 'stateNow' | 'changed' | 'ttlMs' | 'forgetShared'> {
	/** The name of a lesson to go on with; undefined where all others are done. */
	readonly next: () => string | undefined;
}

/** For so many milliseconds after the lab has done something there is nothing to do next: a key may be pressed twice. */
const settleMs = 500;

/** One lesson under way, from its first step to its last. It judges each step by the events and the state of the lab. */
export class LessonRun {
	readonly lesson: Lesson;
	readonly stage: Stage;
	readonly #host: RunHost;
	readonly #record = new LessonRecord();
	readonly #preparing: StepPreparation;
	#at = 0;
	/** When the lab last did something of the task. */
	#didAt = Number.NEGATIVE_INFINITY;
	#chosen: number | undefined;
	#hint: string | undefined;
	#outcome: LessonOutcome | undefined;
	/** The exchange in which it happened, of each step that has one. */
	readonly #connections: (ConnectionId | undefined)[] = [];
	#action: LessonAction | undefined;
	/** What the step's task lets clients ask for, once that is known. */
	#client: ClientChoice | undefined;
	#ran: { readonly word: string; readonly atMs: number }[] | undefined;
	#skipped = 0;
	#tries = new Tries();
	/** The results of the steps before this one. */
	readonly #results: StepResult[] = [];
	#state: LessonState;

	constructor(lesson: Lesson, stage: Stage, host: RunHost, lab: LabState) {
		this.lesson = lesson;
		this.stage = stage;
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

	/** The result of each step, up to this one. */
	get results(): readonly StepResult[] {
		return this.#step === undefined ? this.#results : [...this.#results, this.#result];
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
		this.#hint = undefined;
		if (action.anew) {
			this.#preparing.prepare(this.#setUp, lab, action.actions);
		} else {
			action.actions.forEach(this.#host.act);
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
		this.#results.push(this.#result);
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
			this.#client ??= clientChoiceIn(this.#action?.actions);
			this.#note(step.check(context), step, context);
			if (context.visits(this.stage.proxy.id).length === 0) {
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

	get #result(): StepResult {
		const guess = this.#chosen === undefined ? undefined : this.#state.prediction?.choices[this.#chosen];
		const held = this.#outcome?.held;
		return {
			...(guess !== undefined && { guess }),
			...(held !== undefined && { held }),
			tries: this.#tries.count,
			happened: this.#outcome !== undefined,
		};
	}

	get #setUp(): SetUp {
		return this.#step?.setUp?.(this.stage) ?? {};
	}

	#begin(lab: LabState): void {
		this.#chosen = undefined;
		this.#hint = undefined;
		this.#outcome = undefined;
		this.#ran = undefined;
		this.#client = undefined;
		this.#didAt = Number.NEGATIVE_INFINITY;
		this.#tries = new Tries();
		if (this.#step !== undefined) {
			this.#preparing.prepare(this.#setUp, lab);
			const action = this.#step.action(this.#context(lab));
			this.#client = clientChoiceIn(action?.actions);
			// One that begins anew waits until all is set up; any other would come too early.
			this.#action = action?.anew || this.#preparing.isReady ? action : undefined;
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
		const [stage, record, since, now] = [this.stage, this.#record, this.#preparing.since, this.#host.now()];
		return {
			stage,
			state,
			now,
			since,
			visits: server => record.visits(server, this.#preparing.after, now, state),
			present: server => record.present(server, state),
			fetches: proxy => record.fetches.by(proxy),
			fetch: id => record.fetches.get(id),
			purgedAt: record.purgedAt,
			listeningSince: server => record.listeningSince(server),
			blocked: record.blocked,
			ran: this.#ran,
		};
	}

	#note(finding: Finding | undefined, { prediction }: LessonStep, context: StepContext): void {
		if (finding === undefined) {
			return;
		}
		this.#tries.note(finding, context);
		if ('hint' in finding) {
			this.#hint = fillIn(finding.hint, this.stage, 'quotes a person');
			if (finding.again) {
				this.#preparing.prepare(this.#setUp, context.state);
			}
			return;
		}
		this.#hint = undefined;
		this.#connections[this.#at] = finding.connection;
		this.#outcome = judged(prediction, this.#chosen, finding, this.stage);
	}

	#described(): LessonState {
		return cardOf({
			lesson: this.lesson,
			stage: this.stage,
			at: this.#at,
			skipped: this.#skipped,
			connections: this.#connections,
			chosen: this.#chosen,
			action: this.#action,
			client: this.#client,
			hint: this.#hint ?? this.#preparing.problem,
			outcome: this.#outcome,
			next: this.#host.next,
		});
	}
}
