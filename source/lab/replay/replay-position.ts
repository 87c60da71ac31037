import { createFindMoment, type FindMoment, type Moment } from './recorded-states.ts';
import type { ReplaySource } from './replay-source.ts';

/** The place in a recording at which a replay stands, and the one to which it moves; it begins at the end. */
export class ReplayPosition {
	readonly #source: Pick<ReplaySource, 'index' | 'events'>;
	readonly #findMoment: FindMoment;
	readonly #moved: () => void;
	#moment: Moment;
	#time: number;
	#goal: number;
	#moving: Promise<void> | undefined;

	/** `moved` is called whenever it stands elsewhere after {@link moveTo}. */
	constructor(source: Pick<ReplaySource, 'index' | 'events'>, moved: () => void) {
		const { index, events } = source;
		this.#source = source;
		this.#moved = moved;
		this.#findMoment = createFindMoment(index, events);
		this.#moment = { at: index.total, model: index.last };
		this.#time = index.sessions.at(-1)?.endTime ?? 0;
		this.#goal = index.total;
	}

	/** The lab at this place. */
	get moment(): Moment {
		return this.#moment;
	}

	/** When the newest event before this place happened, in milliseconds by the time of events. */
	get time(): number {
		return this.#time;
	}

	/** The number of events before the place that it moves to; quick moves one after the other become one. */
	get goal(): number {
		return this.#goal;
	}

	/** Fulfilled once it moves no more; never rejects. */
	get settled(): Promise<void> {
		return this.#moving?.catch(() => {}) ?? Promise.resolve();
	}

	/** Stands at the end, wherever that is by now. */
	goToEnd(): void {
		const { total, last, sessions } = this.#source.index;
		this.#goal = total;
		this.#moment = { at: total, model: last };
		this.#time = sessions.at(-1)?.endTime ?? 0;
	}

	/** Goes to the place after so many events. Rejects where the recording can not be read any more. */
	moveTo(at: number): Promise<void> {
		this.#goal = at;
		if (this.#moment.at !== at) {
			this.#moving ??= this.#move();
		}
		return this.#moving ?? Promise.resolve();
	}

	/** Stays where it is: the goal can not be reached. */
	stay(): void {
		this.#goal = this.#moment.at;
	}

	/** Goes to the goal, wherever it is by the time it gets there. */
	async #move(): Promise<void> {
		const { index, events } = this.#source;
		try {
			while (this.#moment.at !== this.#goal) {
				const moment = await this.#findMoment(this.#goal, this.#moment);
				const newest = moment.at === 0 ? undefined : await events.at(moment.at - 1);
				this.#time = newest?.time ?? index.sessions[0]?.startTime ?? 0;
				this.#moment = moment;
				this.#moved();
			}
		} finally {
			this.#moving = undefined;
		}
	}
}
