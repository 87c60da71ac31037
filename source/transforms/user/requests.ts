import { startLimitMs } from './limits.ts';
import { TimeLimit } from './time-limit.ts';
import type { TransformsErrorCode } from './transforms-error.ts';

/** The state of a request: it waits for a process, its poem was sent to the process, or the function was called with it. */
type State = 'waiting' | 'sent' | 'began';

interface Request {
	readonly poem: string;
	state: State;
	readonly limit: TimeLimit;
	readonly resolve: (text: string) => void;
	readonly reject: (error: Error) => void;
}

/** The reason of a time-out, by the state of the request. */
const notDone: Readonly<Record<State, string>> = {
	waiting: 'no process was free for it',
	sent: 'it did not come to this poem',
	began: 'it did not finish',
};

/** The module that the requests are made to. */
export interface Asked {
	/** The longest that it may take to come to a poem, and then to finish it, in milliseconds. */
	readonly limitMs: number;
	/** The milliseconds that its process has waited for a core so far. */
	waitedMs(): number;
	error(code: TransformsErrorCode, why: string): Error;
	/** Is called when a request that was sent to its process has come to its limit. */
	overdue(): void;
}

/** The requests of one module that are not settled yet, in the order in which they were made. */
export class Requests {
	readonly #requests = new Map<number, Request>();
	readonly #module: Asked;
	#count = 0;

	constructor(module: Asked) {
		this.#module = module;
	}

	get size(): number {
		return this.#requests.size;
	}

	/** Makes one. When the signal is aborted it fails at once, and is forgotten once no process works on it. */
	make(poem: string, signal?: AbortSignal): Promise<string> {
		return new Promise((resolve, reject) => {
			this.#count += 1;
			const id = this.#count;
			const request: Request = { poem, state: 'waiting', limit: new TimeLimit(), resolve, reject };
			this.#requests.set(id, request);
			this.#enter(id, request, 'waiting');
			const leave = (): void => {
				reject(this.#module.error('ended', 'was left alone: nobody waits for it'));
				if (request.state === 'waiting') {
					this.#take(id);
				}
			};
			signal?.addEventListener('abort', leave, { once: true });
			if (signal?.aborted) {
				leave();
			}
		});
	}

	/** Sends those that wait, each with its id. */
	sendWaiting(send: (id: number, poem: string) => void): void {
		for (const [id, request] of this.#requests) {
			if (request.state === 'waiting') {
				this.#enter(id, request, 'sent');
				send(id, request.poem);
			}
		}
	}

	/** The process is gone: its requests wait for the next one. */
	allWait(): void {
		for (const [id, request] of this.#requests) {
			this.#enter(id, request, 'waiting');
		}
	}

	began(id: number): void {
		const request = this.#requests.get(id);
		if (request !== undefined) {
			this.#enter(id, request, 'began');
		}
	}

	gave(id: number, text: string): void {
		this.#take(id)?.resolve(text);
	}

	fail(id: number, code: TransformsErrorCode, why: string): void {
		this.#take(id)?.reject(this.#module.error(code, why));
	}

	/** Fails all, or those in this state; gives how many. */
	failAll(why: string, state?: State): number {
		const failing = [...this.#requests].filter(([, request]) => state === undefined || request.state === state);
		for (const [id] of failing) {
			this.fail(id, 'ended', why);
		}
		return failing.length;
	}

	/** Sets the state, and begins its time limit. Before the function is called, time without a core does not count. */
	#enter(id: number, request: Request, state: State): void {
		const { limitMs } = this.#module;
		const ms = state === 'waiting' ? startLimitMs : limitMs;
		const waitedMs = state === 'sent' ? () => this.#module.waitedMs() : undefined;
		request.state = state;
		request.limit.begin(
			ms,
			() => {
				this.fail(id, 'timed-out', `timed out: ${notDone[state]} within ${ms / 1_000} s`);
				// A request that was sent and not begun was held up by something that no request waits for.
				if (state !== 'waiting') {
					this.#module.overdue();
				}
			},
			waitedMs,
		);
	}

	#take(id: number): Request | undefined {
		const request = this.#requests.get(id);
		request?.limit.stop();
		this.#requests.delete(id);
		return request;
	}
}
