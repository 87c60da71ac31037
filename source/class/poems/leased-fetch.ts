import type { EventOf } from '../../events/events.ts';
import { cancelled, type DialError } from '../../net/dial/dial-error.ts';
import type { OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { PoemSource } from '../../services/proxy/poem-source.ts';
import { keys } from '../keys.ts';
import { evaluate, giveUp, renewLease } from '../scripts.ts';
import { leaseMs } from './ask-class.ts';
import type { ClassFetchOptions } from './context.ts';
import { Publisher } from './publisher.ts';

/** The time between two renewals of a lease, and between two questions whether other labs follow, in milliseconds. */
const everyMs = { renewal: 1_500, question: 500 } as const;
/** A follower that has said nothing for so long is gone, in milliseconds. */
const followerLastsMs = 3_000;

/**
 * A fetch that this lab makes for the whole class, from the upstream. Its own clients have each chunk at once; the class
 * has it as fast as its engine takes it, which slows nobody here.
 *
 *     upstream ──> receiver ──> clients of this lab
 *                      └──────> Publisher ──> stream ──> followers in other labs
 */
export class LeasedFetch implements PoemSource, OutgoingReceiver {
	readonly #options: ClassFetchOptions;
	readonly #token: string;
	readonly #upstream: PoemSource;
	readonly #publisher: Publisher;
	readonly #renewal: NodeJS.Timeout;
	#isOver = false;
	#isAbandoned = false;

	constructor(options: ClassFetchOptions, token: string) {
		this.#options = options;
		this.#token = token;
		this.#publisher = new Publisher(options, token, how => this.#released(how));
		this.#renewal = setInterval(() => void this.#renew(), everyMs.renewal);
		this.#upstream = options.fromUpstream(this);
	}

	get local() {
		return this.#upstream.local;
	}

	connected(): void {
		this.#options.receiver.connected?.();
	}

	received(chunk: Buffer): void {
		this.#options.receiver.received(chunk);
		this.#publisher.publish();
	}

	over(failure?: DialError): void {
		const { receiver, noteEnding } = this.#options;
		this.#isOver = true;
		receiver.over(failure);
		noteEnding(this.#publisher.end(failure));
	}

	/** Goes on as long as any other lab follows. */
	abandon(): void {
		if (!this.#isAbandoned) {
			this.#isAbandoned = true;
			void this.#giveUpUnlessFollowed();
		}
	}

	close(failure: DialError): void {
		this.#upstream.close(failure);
	}

	async #giveUpUnlessFollowed(): Promise<void> {
		const { link, upstream, receiver } = this.#options;
		const of = [keys.lease(upstream), keys.chunks(this.#token), keys.followers(upstream)];
		while (!this.#isOver && !receiver.isWanted) {
			const isGivenUp = await link
				.run(evaluate(giveUp, ...of, this.#token, followerLastsMs))
				.then(reply => reply === 1)
				.catch(() => true);
			if (isGivenUp) {
				this.#publisher.stop(link.isJoined ? 'given-up' : 'lost');
				// A client may have come meanwhile: then the fetch goes on for this lab alone.
				if (!receiver.isWanted) {
					this.#upstream.close(cancelled());
				}
				return;
			}
			await new Promise(resolve => setTimeout(resolve, everyMs.question));
		}
		this.#isAbandoned = false;
	}

	async #renew(): Promise<void> {
		const { link, upstream } = this.#options;
		const of = [keys.lease(upstream), keys.chunks(this.#token)];
		const isOurs = await link.run(evaluate(renewLease, ...of, this.#token, leaseMs)).catch(() => 0);
		if (isOurs !== 1) {
			this.#publisher.stop('lost');
		}
	}

	#released(how: EventOf<'class-released'>['how']): void {
		clearInterval(this.#renewal);
		const { telemetry, wanted } = this.#options;
		const { server, fetch } = wanted;
		const { bytes, chunks } = this.#publisher;
		telemetry.emit({ type: 'class-released', time: telemetry.now(), server, fetch, how, bytes, chunks });
	}
}
