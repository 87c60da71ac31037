/** A request to a module, until it is settled. */
export interface Request {
	readonly poem: string;
	/** Whether its poem was sent to the process that runs now, and whether the function was called with it. */
	state: 'waiting' | 'sent' | 'began';
}

interface Settling extends Request {
	readonly gave: (text: string) => void;
	readonly failed: (error: Error) => void;
	readonly limit: NodeJS.Timeout;
}

/** The requests of one module that are not settled yet, in the order in which they were made. */
export class Requests {
	readonly #requests = new Map<number, Settling>();
	readonly #limitMs: number;
	readonly #expired: (id: number, request: Request) => void;
	#count = 0;

	/** `expired` is told of each that is still there after so many milliseconds, with its number. */
	constructor(limitMs: number, expired: (id: number, request: Request) => void) {
		this.#limitMs = limitMs;
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
			const limit = setTimeout(() => this.#expire(id), this.#limitMs);
			limit.unref();
			this.#requests.set(id, {
				poem,
				state: 'waiting',
				limit,
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
				request.state = 'sent';
				send(id, request.poem);
			}
		}
	}

	/** The process is gone: what was sent to it waits for the next one. */
	allWait(): void {
		for (const request of this.#requests.values()) {
			request.state = 'waiting';
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

	#expire(id: number): void {
		const request = this.#requests.get(id);
		if (request !== undefined) {
			this.#expired(id, request);
		}
	}

	#take(id: number): Settling | undefined {
		const request = this.#requests.get(id);
		clearTimeout(request?.limit);
		this.#requests.delete(id);
		return request;
	}
}
