import { randomUUID } from 'node:crypto';
import { cancelled, type DialError } from '../../net/dial/dial-error.ts';
import type { PoemSource } from '../../services/proxy/poem-source.ts';
import { askClass, type ClassAnswer, takeBack } from './ask-class.ts';
import type { ClassFetchOptions } from './context.ts';
import { type FollowEnd, FollowedFetch } from './followed-fetch.ts';
import { goingOn } from './going-on.ts';
import { LeasedFetch } from './leased-fetch.ts';

/** The most times that the class is asked for one fetch: after that the lab goes on alone, whatever becomes of the others. */
const mostTries = 5;
/** The most times that a fetch that failed elsewhere is tried again: after that, the upstream itself is the cause. */
const mostFailures = 1;

/**
 * One fetch of a proxy, through the class. It asks, and then does what the answer says:
 *
 *     ask ──> hit:    the poem is here
 *         ──> lead:   fetch it from the upstream, and publish it      (LeasedFetch)
 *         ──> follow: read what another lab publishes                 (FollowedFetch)
 *                       └─ that fails, and nothing has come yet: ask again
 *         ──> alone:  fetch it from the upstream, as without a class
 */
export class ClassFetch implements PoemSource {
	/** This fetch in the class: a lease that it has is owned by this text. The name is for whoever follows it. */
	readonly token: string;
	readonly #options: ClassFetchOptions;
	readonly #startedAt: number;
	/** The source that it reads now; undefined while it asks. */
	#source: PoemSource | undefined;
	#tries = 0;
	#failures = 0;
	/** The lab that fetched it before, and is gone or has failed. */
	#predecessor: string | undefined;
	#isOver = false;

	constructor(options: ClassFetchOptions) {
		this.#options = options;
		this.token = `${randomUUID()}:${options.link.name}`;
		this.#startedAt = options.telemetry.now();
		void this.#ask();
	}

	get local() {
		return this.#source?.local ?? { host: '', port: 0 };
	}

	abandon(): void {
		if (this.#source === undefined) {
			this.#end(cancelled());
		} else {
			this.#source.abandon();
		}
	}

	close(failure: DialError): void {
		if (this.#source === undefined) {
			this.#end(failure);
		} else {
			this.#source.close(failure);
		}
	}

	/** Asks the class, and does what it answers. */
	async #ask(): Promise<void> {
		const { wanted, telemetry } = this.#options;
		const { server, connection, fetch } = wanted;
		const askedAt = telemetry.now();
		this.#source = undefined;
		this.#tries += 1;
		telemetry.emit({ type: 'class-asked', time: askedAt, server, connection, fetch });
		const answer = await askClass(this.#options, this.token);
		if (this.#isOver) {
			takeBack(answer, this.#options, this.token);
			return;
		}
		const time = telemetry.now();
		telemetry.emit({ type: 'class-answered', time, server, fetch, ...answer.told, durationMs: time - askedAt });
		this.#take(answer);
	}

	#take(answer: ClassAnswer): void {
		const { receiver } = this.#options;
		switch (answer.answer) {
			case 'hit':
				receiver.answered({ state: 'hit', bytes: answer.poem.length, ageMs: answer.ageMs });
				receiver.received(answer.poem);
				this.#end();
				break;
			case 'lead':
				this.#lead();
				break;
			case 'follow': {
				const { lab, token } = answer;
				receiver.answered({ state: 'follow', lab });
				const ended = (end: FollowEnd) => this.#goOn(lab, end);
				this.#source = new FollowedFetch(this.#options, { token, lab, follower: this.token }, ended);
				break;
			}
			case 'alone':
				this.#fetchAlone();
		}
	}

	#lead(): void {
		const { receiver, wanted, telemetry } = this.#options;
		const lab = this.#predecessor;
		if (lab !== undefined) {
			const { server, fetch } = wanted;
			telemetry.emit({ type: 'class-taken-over', time: telemetry.now(), server, fetch, lab });
		}
		receiver.answered({ state: 'lead' });
		this.#source = new LeasedFetch(this.#options, this.token);
	}

	/** Another lab's fetch is over for us: the poem is here, or it must come from elsewhere, or it will not come. */
	#goOn(lab: string, end: FollowEnd): void {
		const { receiver, wanted, telemetry } = this.#options;
		const { server, fetch } = wanted;
		const { bytes } = receiver.poem;
		const time = telemetry.now();
		const why = end.how === 'whole' ? {} : { code: end.failure.code, why: end.failure.message };
		const durationMs = time - this.#startedAt;
		telemetry.emit({ type: 'class-followed', time, server, fetch, lab, bytes, ...why, durationMs });
		this.#predecessor = lab;
		switch (end.how) {
			case 'whole':
				this.#end();
				break;
			case 'left':
				this.#end(end.failure);
				break;
			case 'interrupted':
				this.#fetchAlone();
				break;
			default:
				this.#failures += end.how === 'failed' ? 1 : 0;
				if (bytes > 0 || this.#failures > mostFailures) {
					this.#end(end.failure);
				} else if (this.#tries < mostTries) {
					void this.#ask();
				} else {
					this.#fetchAlone();
				}
		}
	}

	/** Fetches it without the class, also where a part of it is here already. */
	#fetchAlone(): void {
		const { receiver, fromUpstream } = this.#options;
		receiver.answered({ state: 'alone' });
		this.#source = fromUpstream(receiver.poem.bytes === 0 ? receiver : goingOn(receiver, why => this.close(why)));
	}

	#end(failure?: DialError): void {
		if (!this.#isOver) {
			this.#isOver = true;
			this.#options.receiver.over(failure);
		}
	}
}
