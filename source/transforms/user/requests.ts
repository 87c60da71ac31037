/** A request to a module, until it is settled. */
export interface Request {
	readonly poem: string;
	/** Whether its poem was sent to the process that runs now, and whether the function was called with it. */
	state: 'waiting' | 'sent' | 'began';
}

interface Settling extends Request {
	readonly gave: (text: string) => void;
	readonly failed: (error: Error) => void;
	limit: NodeJS.Timeout;
}

/** What had not come of a request at its limit. */
const notDone: Readonly<Record<Request['state'], string>> = {
	waiting: 'no process was free for it',
	sent: 'it did not come to this poem',
	began: 'it did not finish',
};

/** How long a request may wait for a process, and how long it may take from when it is sent to one, in milliseconds. */
export interface RequestLimits {
	readonly waiting: number;
	readonly sent: number;
}

/** The requests of one module that are not settled yet, in the order in which they were made. */
export class Requests {
	readonly #requests = new Map<number, Settling>();
	readonly #limits: RequestLimits;
	readonly #expired: (id: number, request: Request, why: string) => void;
	#count = 0;

	/** `expired` is told of each that is still there at its limit, with its number, and why. */
	constructor(limits: RequestLimits, expired: (id: number, request: Request, why: string) => void) {
		this.#limits = limits;
		this.#expired = expired;
	}

	get size(): number {
		return this.#requests.size;
	}

	/** Makes one. Once nobody waits for it, it fails with `left`, and is kept only while a process may be at it. */
	make(poem: string, left: () => Error, signal?: AbortSignal): Promise<string> {
		return new Promise((resolve, reject) => {
			this.#count += 1;
			const id = this.#count;
			const leave = (): void => {
				reject(left());
				if (this.#requests.get(id)?.state === 'waiting') {
					this.#take(id);
				}
			};
			const stay = () => signal?.removeEventListener('abort', leave);
			this.#requests.set(id, {
				poem,
				state: 'waiting',
				limit: this.#limit(id, this.#limits.waiting),
				gave(text) {
					stay();
					resolve(text);
				},
				failed(error) {
					stay();
					reject(error);
				},
			});
			signal?.addEventListener('abort', leave);
			if (signal?.aborted) {
				leave();
			}
		});
	}

	/** Sends those that wait, each with its number. */
	sendWaiting(send: (id: number, poem: string) => void): void {
		for (const [id, request] of this.#requests) {
			if (request.state === 'waiting') {
				this.#enter(id, request, 'sent');
				send(id, request.poem);
			}
		}
	}

	/** The process is gone: what was sent to it waits for the next one. */
	allWait(): void {
		for (const [id, request] of this.#requests) {
			this.#enter(id, request, 'waiting');
		}
	}

	began(id: number): void {
		const request = this.#requests.get(id);
		if (request !== undefined) {
			request.state = 'began';
		}
	}

	gave(id: number, text: string): void {
		this.#take(id)?.gave(text);
	}

	fail(id: number, error: Error): void {
		this.#take(id)?.failed(error);
	}

	/** Fails those, or all; gives how many. */
	failAll(error: Error, which: (request: Request) => boolean = () => true): number {
		const ids = [...this.#requests].filter(([, request]) => which(request)).map(([id]) => id);
		for (const id of ids) {
			this.fail(id, error);
		}
		return ids.length;
	}

	/** Its limit begins anew. */
	#enter(id: number, request: Settling, state: 'waiting' | 'sent'): void {
		clearTimeout(request.limit);
		request.state = state;
		request.limit = this.#limit(id, this.#limits[state]);
	}

	#limit(id: number, ms: number): NodeJS.Timeout {
		return setTimeout(() => this.#expire(id), ms).unref();
	}

	#expire(id: number): void {
		const request = this.#requests.get(id);
		if (request !== undefined) {
			const seconds = this.#limits[request.state === 'waiting' ? 'waiting' : 'sent'] / 1_000;
			this.#expired(id, request, `timed out: ${notDone[request.state]} within ${seconds} s`);
		}
	}

	#take(id: number): Settling | undefined {
		const request = this.#requests.get(id);
		clearTimeout(request?.limit);
		this.#requests.delete(id);
		return request;
	}
}
