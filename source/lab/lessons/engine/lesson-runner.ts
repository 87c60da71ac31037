import { isDeepStrictEqual } from 'node:util';
import type { LabEvent, StepResult } from '../../../events/events.ts';
import type { LessonCommand } from '../../actions.ts';
import type { LabState } from '../../model/state.ts';
import type { LessonChoice, LessonState } from '../../snapshot/lesson-state.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { LessonHost } from './lesson-host.ts';
import { LessonRun } from './lesson-run.ts';
import { type LabBefore, labBefore, restoringActions } from './lesson-set-up.ts';
import { stageOf } from './lesson-stage.ts';

/** The time between two looks for what did not happen, in milliseconds: no event tells of that. */
const lookEveryMs = 250;

/** The lessons of one lab: at most one is under way. */
export class LessonRunner {
	readonly #host: LessonHost;
	#run: LessonRun | undefined;
	/** The lab as the person had it before the lesson. */
	#before: LabBefore = new Map();
	/** Settled when the lab is so again. */
	#restored: Promise<void> = Promise.resolve();
	/** The result of the current step, as it was last told. */
	#told: StepResult | undefined;
	/** The run that was done last. */
	#done: LessonRun | undefined;
	/** Counts the starts, so that one that was overtaken by another is given up. */
	#starts = 0;
	/** The name of the long poem, once a lesson needed one. */
	#longPoem: string | undefined;
	#choices: readonly LessonChoice[];
	#looking: NodeJS.Timeout | undefined;
	/** Settled when the progress that was made is written. */
	#kept: Promise<void> = Promise.resolve();
	#noticed: { before: readonly string[]; problem: string; all: readonly string[] } | undefined;

	constructor(host: LessonHost) {
		this.#host = host;
		this.#choices = this.#listed();
		const lessons = [...host.progress.done.keys()];
		if (lessons.length > 0) {
			host.emit({ type: 'lessons-found-done', time: host.now(), lessons });
		}
	}

	get isUnderWay(): boolean {
		return this.#run !== undefined;
	}

	/** True while a lesson is under way that needs a cache and an upstream of its own, whatever a class has. */
	get isWithoutClass(): boolean {
		return this.#run !== undefined && this.#run.lesson.usesClass !== true;
	}

	take(event: LabEvent): void {
		this.#run?.take(event);
	}

	/** Looks whether what the step is about has happened in this state. */
	look(state: LabState): void {
		const run = this.#run;
		if (run === undefined) {
			return;
		}
		run.look(state);
		if (run.isDone && this.#done !== run) {
			this.#done = run;
			this.#keepDone(run, state);
		}
		this.#tellProgress(run);
	}

	/** Does what a person asks of a lesson. */
	dispatch(action: LessonCommand): void {
		switch (action.type) {
			case 'start-lesson':
				void this.start(action.name);
				break;
			case 'predict':
				this.#run?.predict(action.choice);
				break;
			case 'do-task':
				this.#run?.doTask(this.#host.stateNow());
				break;
			case 'next-step':
				this.#goOn(action.step);
				break;
			case 'leave-lesson':
				this.leave();
				break;
			default:
				action satisfies never;
		}
		this.#host.changed();
	}

	/** Begins a lesson; one that is not there is passed over. Resolves when the lab is set up for it. */
	async start(name: string): Promise<void> {
		const lesson = this.#host.lessons.find(one => one.name === name);
		if (lesson === undefined) {
			return;
		}
		this.leave();
		this.#starts += 1;
		const start = this.#starts;
		await this.#restored;
		if (start !== this.#starts) {
			return;
		}
		this.#before = labBefore(this.#host.stateNow());
		if (lesson.longPoem) {
			this.#longPoem = await this.#host.addLongPoem();
		}
		const poem = lesson.longPoem ? this.#longPoem : lesson.poem;
		const state = this.#host.stateNow();
		const stage = stageOf(lesson, state, poem, this.#longPoem);
		if (start !== this.#starts || stage === undefined) {
			return;
		}
		this.#host.act({ type: 'cancel-fetch' });
		this.#host.act({ type: 'cancel-crowd' });
		this.#run = new LessonRun(lesson, stage, { ...this.#host, next: () => this.#next() }, state);
		this.#tellStep(this.#run);
		this.#looking = setInterval(this.#host.changed, lookEveryMs);
		this.#looking.unref();
		this.#host.changed();
	}

	/** Ends the lesson, and puts the servers back as they were before it. */
	leave(): void {
		this.#starts += 1;
		clearInterval(this.#looking);
		const run = this.#run;
		if (run === undefined) {
			return;
		}
		this.#forgetShared(run);
		this.#run = undefined;
		const { act, emit, now } = this.#host;
		emit({ type: 'lesson-left', time: now(), lesson: run.lesson.name });
		act({ type: 'close-by-hand' });
		act({ type: 'cancel-crowd' });
		this.#restored = this.#restore(this.#before);
	}

	/** Brings the servers back to this state, once they have done what was asked for before. */
	async #restore(before: LabBefore): Promise<void> {
		const { act, settled, stateNow } = this.#host;
		await settled();
		for (const action of restoringActions(before, stateNow())) {
			act(action);
		}
		await settled();
	}

	/** Looks no more. Resolves when the lessons that are done are written to their file. */
	stop(): Promise<void> {
		this.#starts += 1;
		if (this.#run !== undefined) {
			this.#forgetShared(this.#run);
		}
		clearInterval(this.#looking);
		return this.#kept;
	}

	/** Removes from the class what a lesson has put there: others would be served it. */
	#forgetShared({ lesson, stage }: LessonRun): void {
		if (lesson.usesClass) {
			this.#host.forgetShared(stage.poet.id);
		}
	}

	/** The snapshot with the lessons in it; the same one where nothing about them has changed. */
	withLessons(snapshot: Snapshot): Snapshot {
		const lesson: LessonState | undefined = this.#run?.state;
		const notices = this.#noticesOf(snapshot);
		return snapshot.lessons === this.#choices && snapshot.lesson === lesson && snapshot.notices === notices
			? snapshot
			: { ...snapshot, lessons: this.#choices, lesson, notices };
	}

	/** A key that was pressed twice does not skip the step after the one that it was meant for. */
	#goOn(from: number | undefined): void {
		const run = this.#run;
		if (run === undefined || (from !== undefined && from !== run.state.step)) {
			return;
		}
		run.goOn(this.#host.stateNow());
		this.#tellStep(run);
	}

	#tellStep({ state: { name: lesson, title, step, steps, done } }: LessonRun): void {
		const { emit, now } = this.#host;
		if (!done) {
			this.#told = { tries: 0, happened: false };
			emit({ type: 'lesson-reached', time: now(), lesson, title, step, steps });
		}
	}

	/** Tells what has come of the step where it is not what was told before. */
	#tellProgress({ state: { name: lesson, title, step, steps }, results }: LessonRun): void {
		const { emit, now, progress } = this.#host;
		const result = results[step - 1];
		if (result !== undefined && !isDeepStrictEqual(result, this.#told)) {
			this.#told = result;
			const done = progress.done.size;
			emit({ type: 'lesson-progressed', time: now(), lesson, title, step, steps, ...result, done });
		}
	}

	#keepDone({ lesson: { name: lesson }, results: steps }: LessonRun, { clockShiftMs }: LabState): void {
		const { emit, now, progress, changed } = this.#host;
		const time = now();
		emit({ type: 'lesson-done', time, lesson, steps });
		const kept = progress.add(lesson, { doneAt: new Date(time + clockShiftMs).toISOString(), steps });
		this.#kept = Promise.all([this.#kept, kept]).then(changed);
		this.#choices = this.#listed();
	}

	#listed(): readonly LessonChoice[] {
		const { lessons, progress } = this.#host;
		return lessons.map(({ name, title, summary }) => ({ name, title, summary, done: progress.done.has(name) }));
	}

	/** The next one that is not done, after the one under way and then from the beginning. */
	#next(): string | undefined {
		const at = this.#choices.findIndex(({ name }) => name === this.#run?.lesson.name) + 1;
		const others = [...this.#choices.slice(at), ...this.#choices.slice(0, Math.max(0, at - 1))];
		return others.find(({ done }) => !done)?.name;
	}

	/** The lab's notices, and what is wrong with the progress after them; the same array for the same ones. */
	#noticesOf({ notices }: Snapshot): readonly string[] {
		const { problem } = this.#host.progress;
		if (problem === undefined || notices.includes(problem)) {
			return notices;
		}
		if (this.#noticed?.before !== notices || this.#noticed.problem !== problem) {
			this.#noticed = { before: notices, problem, all: [...notices, problem] };
		}
		return this.#noticed.all;
	}
}
