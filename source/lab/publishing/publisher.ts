import { hostname } from 'node:os';
import type { ClassLink } from '../../class/link.ts';
import { Publication } from '../../class/publication.ts';
import type { LabEvent } from '../../events/events.ts';
import { jsonLine } from '../json-line.ts';
import type { LabState } from '../model/state.ts';
import { createPulse } from '../pulse.ts';
import { countsAsTheyAre, labAsItIs } from '../recording/lab-as-it-is.ts';
import { shortForm } from '../recording/recording-line.ts';
import { type SummaryFacts, summaryOf } from './lab-summary.ts';
import { LoopLag } from './loop-lag.ts';
import { PublishedBytes } from './published-bytes.ts';
import { Thinning } from './thinning.ts';
import { WaitingEntries } from './waiting-entries.ts';

/** The most that may wait while the engine is away, in characters and bytes. */
export const publisherBounds = { waiting: 4 * 1_048_576 } as const;
/** The least time between two sendings, and between two summaries of the lab, in milliseconds. */
const pace = { sendEveryMs: 200, tellEveryMs: 1_000 } as const;
/** After so many events the lab as it is stands in the stream once more: whoever comes later can begin there. */
const stateEvery = 2_000;

export interface PublisherOptions {
	/** The lab's state after every event so far. */
	readonly stateNow: () => LabState;
	/** The time of events. */
	readonly now: () => number;
}

/** Publishes a lab to its class: what a recording of it would hold, within bounds, and what the board tells of it. */
export class Publisher {
	readonly #link: ClassLink;
	readonly #publication: Publication;
	readonly #options: PublisherOptions;
	readonly #thinning: Thinning;
	readonly #bytes = new PublishedBytes();
	readonly #form = shortForm(this.#bytes);
	readonly #sending = createPulse({ everyMs: pace.sendEveryMs }, () => void this.#send());
	readonly #telling = createPulse({ everyMs: pace.tellEveryMs }, () => void this.#tell());
	readonly #lag = new LoopLag();
	readonly #since: number;
	readonly #waiting = new WaitingEntries();
	#sinceState = 0;
	/** Lines were lost: the lab as it is must follow what waits. */
	#isBroken = true;
	/** It is not known whether the engine has what was sent: it may have been started anew. */
	#isDoubtful = false;
	/** The lab is still there, and so is its stream to be, also where nothing happens. */
	#isToKeep = false;
	/** The number of the last entry that the engine has taken. */
	#sent = 0;
	#underWay: Promise<void> | undefined;
	#countedUpTo = 0;
	#upstreamConnections = 0;
	#told = '';
	#hasBegun = false;
	#isOver = false;

	constructor(link: ClassLink, options: PublisherOptions) {
		this.#link = link;
		this.#options = options;
		this.#publication = new Publication(link);
		this.#thinning = new Thinning(options.now());
		this.#since = options.now();
		link.onJoined(() => {
			this.#isDoubtful = true;
			this.#told = '';
			this.#sending.request();
			this.#telling.request();
		});
		link.onPresence(() => {
			this.#isToKeep = true;
			this.#sending.request();
		});
		this.#sending.request();
		this.#telling.request();
	}

	/** Whether a connection that begins now is published. */
	get hasRoom(): boolean {
		return this.#thinning.hasRoom;
	}

	/** Takes every event of the lab; gives whether it will be in the class a moment later, or is only counted. */
	take(event: LabEvent): boolean {
		if (event.type === 'dial-started' && event.server !== undefined) {
			this.#upstreamConnections += 1;
		}
		if (event.type === 'loop-blocked') {
			this.#lag.note(event.durationMs);
		}
		// Where it records to is nobody's business.
		const isOurs = event.type !== 'recording-started' && event.type !== 'recording-stopped';
		const isPublished = isOurs && this.#thinning.passes(event);
		if (isPublished) {
			this.#enqueue(event);
			this.#sending.request();
		}
		this.#telling.request();
		return isPublished;
	}

	/** Sends what waits, and tells that the lab has left; it takes no longer than the engine may take for two answers. */
	async stop(): Promise<void> {
		this.#isOver = true;
		this.#lag.stop();
		this.#sending.stop();
		this.#telling.stop();
		if (this.#link.isJoined) {
			await this.#underWay;
			this.#tellCounts();
			await this.#send();
			await this.#tell();
		}
	}

	#enqueue(event: LabEvent): void {
		if (this.#isBroken) {
			// The lab as it is will follow, and has what came of it.
			this.#thinning.leftOut += this.#hasBegun ? 1 : 0;
			return;
		}
		this.#waiting.add('event', jsonLine(event, this.#form));
		this.#sinceState += 1;
		if (this.#waiting.characters + this.#bytes.waitingBytes > publisherBounds.waiting) {
			this.#isBroken = true;
		}
	}

	#addState(field: 'state' | 'anew'): void {
		const { stateNow, now } = this.#options;
		const state = stateNow();
		if (field === 'anew') {
			this.#thinning.keepAll(state);
		}
		const lines = labAsItIs(state, now()).map(event => jsonLine(event, this.#form));
		this.#waiting.add(field, lines.join('\n'));
		this.#sinceState = 0;
	}

	/** One send is under way at a time; where it fails, all waits until the lab has joined again. */
	async #send(): Promise<void> {
		if (this.#underWay === undefined && this.#link.isJoined) {
			this.#underWay = this.#sendAll().catch(() => {
				this.#isDoubtful = true;
				this.#bytes.forget();
			});
			await this.#underWay;
			this.#underWay = undefined;
			if (this.#waiting.characters > 0) {
				this.#sending.request();
			}
		}
	}

	async #sendAll(): Promise<void> {
		await this.#goOnWhereItEnded();
		if (this.#isBroken) {
			this.#isBroken = false;
			this.#hasBegun = true;
			this.#addState('anew');
		} else if (this.#sinceState >= stateEvery) {
			this.#addState('state');
		}
		// What comes meanwhile waits for the next time: a busy lab would else send a few events after the other, without end.
		const { newest } = this.#waiting;
		for (let batch = this.#waiting.next(newest); batch.length > 0; batch = this.#waiting.next(newest)) {
			const { added, dropped } = this.#bytes.takeChange();
			await this.#publication.changeBytes(added, dropped);
			const wasThere = await this.#publication.append(batch);
			this.#sent = batch.at(-1)?.number ?? 0;
			this.#waiting.drop(this.#sent);
			if (!wasThere && batch[0]?.field !== 'anew') {
				// It had been evicted meanwhile.
				this.#takeForLost();
				this.#sending.request();
			}
		}
	}

	/** Begins the stream under a new name, drops what it has already, and sees to it that it is there. */
	async #goOnWhereItEnded(): Promise<void> {
		const last = this.#isDoubtful && !this.#publication.isNew ? await this.#publication.lastNumber() : undefined;
		if (this.#publication.isNew) {
			await this.#publication.begin();
			this.#sent = 0;
			this.#bytes.forget();
			this.#waiting.drop();
			this.#isBroken = true;
		} else if (this.#isDoubtful && (last ?? 0) < this.#sent) {
			this.#takeForLost();
		} else if (last !== undefined) {
			this.#waiting.drop(last);
		}
		this.#isDoubtful = false;
		if (this.#isToKeep && this.#sent > 0 && !(await this.#publication.keep())) {
			this.#takeForLost();
		}
		this.#isToKeep = false;
	}

	/** The class has lost what it had of this lab: who comes later begins with the lab as it is, and all others go on. */
	#takeForLost(): void {
		this.#bytes.takeForLost();
		this.#sinceState = stateEvery;
	}

	/** The exact counts, where events were left out since they were told last. */
	#tellCounts(): void {
		const { leftOut: events } = this.#thinning;
		if (events === this.#countedUpTo || this.#isBroken) {
			return;
		}
		this.#countedUpTo = events;
		const { stateNow, now } = this.#options;
		const time = now();
		const counts: LabEvent[] = [{ type: 'events-left-out', time, events }, ...countsAsTheyAre(stateNow(), time)];
		for (const event of counts) {
			this.#waiting.add('event', jsonLine(event, this.#form));
		}
		this.#sending.request();
	}

	async #tell(): Promise<void> {
		// Nothing may have happened for a while.
		this.#thinning.passTo(this.#options.now());
		this.#tellCounts();
		const facts: SummaryFacts = {
			host: hostname(),
			since: this.#since,
			upstreamConnections: this.#upstreamConnections,
			lagMs: this.#lag.take(),
			eventsLeftOut: this.#thinning.leftOut,
			left: this.#isOver,
		};
		const text = JSON.stringify(summaryOf(this.#options.stateNow(), this.#options.now(), facts));
		if (text !== this.#told && this.#link.isJoined) {
			this.#told = text;
			await this.#publication.tell(text).catch(() => {
				this.#told = '';
			});
		}
	}
}
