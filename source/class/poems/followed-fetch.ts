import type { FailureCode } from '../../events/events.ts';
import { cancelled, DialError } from '../../net/dial/dial-error.ts';
import type { PoemSource } from '../../services/proxy/poem-source.ts';
import { afterBytes } from '../../wire/netstring-words.ts';
import type { ClassError } from '../class-error.ts';
import { keys } from '../keys.ts';
import { evaluate, stillFollows } from '../scripts.ts';
import type { StreamEntry } from '../stream-entries.ts';
import type { ClassFetchOptions } from './context.ts';

/**
 * The end of following another lab's fetch.
 * - `whole`: the poem is here.
 * - `failed`: the fetch failed at its upstream. `gone`: the lab that made it is gone, or we came too late for a part of it.
 * - `interrupted`: the engine is away, or the lab gave the fetch up. Whatever has come, the poem can be had from the upstream.
 * - `left`: nobody here wants it any more.
 */
export type FollowEnd =
	| { readonly how: 'whole' }
	| { readonly how: 'failed' | 'gone' | 'interrupted' | 'left'; readonly failure: DialError };

/** Whose fetch is followed: its token, its lab, and the token of the follower. */
interface Followed {
	readonly token: string;
	readonly lab: string;
	readonly follower: string;
}

/** The time between two signs of a follower, which also ask whether the fetch is still there, in milliseconds. */
const presenceEveryMs = 1_000;

/** A fetch that another lab makes, read from its stream: all that has come so far, and then what comes. */
export class FollowedFetch implements PoemSource {
	readonly local = { host: '', port: 0 };
	readonly #options: ClassFetchOptions;
	readonly #followed: Followed;
	readonly #ended: (how: FollowEnd) => void;
	readonly #stopReading: () => void;
	readonly #presence: NodeJS.Timeout;
	#isOver = false;

	constructor(options: ClassFetchOptions, followed: Followed, ended: (how: FollowEnd) => void) {
		this.#options = options;
		this.#followed = followed;
		this.#ended = ended;
		this.#presence = setInterval(() => void this.#askWhetherItIsThere(), presenceEveryMs);
		this.#stopReading = options.link.follow(keys.chunks(followed.token), '0', {
			read: entries => this.#read(entries),
			failed: why => this.#interrupted(why),
		});
	}

	abandon(): void {
		this.close(cancelled());
	}

	close(failure: DialError): void {
		const { link, upstream } = this.#options;
		if (!this.#isOver) {
			link.run(['ZREM', keys.followers(upstream), this.#followed.follower]).catch(() => {});
		}
		this.#end({ how: 'left', failure });
	}

	#read(entries: readonly StreamEntry[]): void {
		for (const { fields } of entries) {
			if (this.#isOver) {
				return;
			}
			const end = fields.get('end')?.toString();
			if (end === undefined) {
				this.#readChunk(fields);
			} else {
				this.#readEnd(end, fields);
			}
		}
	}

	#readChunk(fields: ReadonlyMap<string, Buffer>): void {
		const { receiver, telemetry, wanted } = this.#options;
		const { server, fetch } = wanted;
		const { bytes } = receiver.poem;
		const data = fields.get('data');
		if (Number(fields.get('at')) !== bytes || data === undefined) {
			this.#missed(bytes);
			return;
		}
		// A copy of its own: the client's buffer holds more than this, and would be kept with it.
		const chunk = Buffer.from(new Uint8Array(data).buffer);
		telemetry.emit({ type: 'class-received', time: telemetry.now(), server, fetch, bytes: chunk.length });
		receiver.received(chunk);
	}

	/** The stream no longer has what comes next. Whoever has had nothing yet can still have the poem from the upstream. */
	#missed(bytes: number): void {
		const why = `fell behind: the class no longer has what comes ${afterBytes(bytes)}`;
		this.#end({ how: bytes === 0 ? 'interrupted' : 'gone', failure: new DialError('reset', why) });
	}

	#readEnd(end: string, fields: ReadonlyMap<string, Buffer>): void {
		const { bytes } = this.#options.receiver.poem;
		if (end === 'whole') {
			if (Number(fields.get('bytes')) === bytes) {
				this.#end({ how: 'whole' });
			} else {
				this.#missed(bytes);
			}
			return;
		}
		const { lab } = this.#followed;
		const why = `${lab}: ${fields.get('why')?.toString() ?? end}`;
		if (end === 'cancelled') {
			const how = bytes === 0 ? 'gone' : 'interrupted';
			this.#end({ how, failure: new DialError('reset', `${lab} gave the fetch up`) });
		} else {
			this.#end({ how: 'failed', failure: new DialError(isFailureCode(end) ? end : 'reset', why) });
		}
	}

	#interrupted(why: ClassError): void {
		this.#end({ how: 'interrupted', failure: new DialError('unreachable', why.message) });
	}

	/** Asks whether the fetch goes on; where it does not, and has no end mark, its lab is gone. */
	async #askWhetherItIsThere(): Promise<void> {
		const { link, upstream } = this.#options;
		const { token, lab, follower } = this.#followed;
		const asked = [keys.lease(upstream), keys.chunks(token), keys.followers(upstream), token, follower];
		const isThere = await link.run(evaluate(stillFollows, ...asked)).catch(() => 1);
		if (isThere !== 1) {
			this.#end({ how: 'gone', failure: new DialError('reset', `${lab}, which fetched the poem, is gone`) });
		}
	}

	#end(how: FollowEnd): void {
		if (!this.#isOver) {
			this.#isOver = true;
			clearInterval(this.#presence);
			this.#stopReading();
			this.#ended(how);
		}
	}
}

const failureCodes: readonly FailureCode[] = [
	'refused',
	'unreachable',
	'reset',
	'timed-out',
	'empty',
	'too-long',
	'loop',
];

function isFailureCode(text: string): text is FailureCode {
	return (failureCodes as readonly string[]).includes(text);
}
