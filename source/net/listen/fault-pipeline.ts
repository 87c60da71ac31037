import type { Bound } from '../../events/events.ts';
import type { Piece, Settings, StreamFault, Strike } from '../../faults/fault.ts';
import { Reset } from '../../faults/fault.ts';
import type { Sink } from './connection.ts';

/** A fault with its settings. */
export interface SetFault {
	readonly fault: StreamFault;
	readonly settings: Settings;
}

interface Stage {
	readonly name: string;
	readonly off: AbortController;
}

type Ending = { readonly how: 'end' | 'reset' } | { readonly how: 'refuse'; readonly bound: Bound | undefined };

/** More bytes than this waiting for a fault, and the server is told that its peer is behind. */
const maxWaitingBytes = 65_536;

/**
 * The faults in front of a connection's sink, and what has not come through them yet. Each fault that is set stands behind
 * those set before it, so that what is under way goes through it as well:
 *
 *     server ──> waiting ──> fault ──> fault ──> sink
 */
export class FaultPipeline implements Sink {
	readonly #sink: Sink;
	readonly #now: () => number;
	readonly #stages: Stage[] = [];
	#waiting: Piece[] = [];
	#waitingBytes = 0;
	#sentBytes: number;
	#ending: Ending | undefined;
	/** True once the ending was reached, and by no fault. */
	#allTaken = false;
	#over = false;
	#stream: AsyncIterator<Piece, void, undefined>;
	/** The stream's answer to the last request, while that is pending. */
	#asked: Promise<IteratorResult<Piece, void>> | undefined;
	#wakeSaid: () => void = () => {};
	#wakePump: () => void = () => {};
	#drained: (() => void)[] = [];

	constructor(sink: Sink, sentBytes: number, now: () => number) {
		this.#sink = sink;
		this.#sentBytes = sentBytes;
		this.#now = now;
		this.#stream = this.#said();
		void this.#pump();
	}

	/** Lets a fault stand in the way of all that has not reached the socket. */
	add({ fault, settings }: SetFault, strike: Omit<Strike, 'sentBytes' | 'off'>): void {
		const off = new AbortController();
		if (this.#over) {
			off.abort();
		}
		this.#stages.push({ name: fault.name, off });
		const before = goingOn(this.#asked, this.#stream);
		this.#asked = undefined;
		const { signal } = off;
		this.#stream = fault.strike(before, settings, { ...strike, sentBytes: this.#sentBytes, off: signal });
		this.#wakePump();
	}

	/** Takes a fault away; the bytes that it held go on. */
	lift(name: string): void {
		for (const stage of this.#stages) {
			if (stage.name === name) {
				stage.off.abort();
			}
		}
	}

	/** The connection is over: nothing waits or rests any more. */
	stop(): void {
		this.#over = true;
		this.#waiting = [];
		for (const { off } of this.#stages) {
			off.abort();
		}
		this.#wakeSaid();
		this.#wakePump();
		this.#tellDrained();
	}

	get open(): boolean {
		return this.#ending === undefined && !this.#over && this.#sink.open;
	}

	send(data: Uint8Array): boolean {
		if (!this.open) {
			return false;
		}
		this.#say(data);
		return this.#waitingBytes <= maxWaitingBytes;
	}

	async drained(): Promise<void> {
		if (this.#waitingBytes > maxWaitingBytes) {
			await new Promise<void>(resolve => {
				this.#drained.push(resolve);
			});
		}
	}

	end(data?: Uint8Array): void {
		if (data !== undefined && this.open) {
			this.#say(data);
		}
		this.#finish({ how: 'end' });
	}

	refuse(bound?: Bound): void {
		this.#finish({ how: 'refuse', bound });
	}

	reset(): void {
		this.#finish({ how: 'reset' });
	}

	#say(data: Uint8Array): void {
		const saidAt = this.#now();
		for (let at = 0; at < data.length; at += maxWaitingBytes) {
			this.#waiting.push({ data: data.subarray(at, at + maxWaitingBytes), saidAt });
		}
		this.#waitingBytes += data.length;
		this.#wakeSaid();
	}

	#finish(ending: Ending): void {
		if (this.open) {
			this.#ending = ending;
			this.#wakeSaid();
		}
	}

	/** The server's bytes as it sends them, up to its end. */
	async *#said(): AsyncGenerator<Piece, void, undefined> {
		while (!this.#over) {
			const piece = this.#waiting.shift();
			if (piece !== undefined) {
				this.#waitingBytes -= piece.data.length;
				if (this.#waitingBytes <= maxWaitingBytes) {
					this.#tellDrained();
				}
				yield piece;
			} else if (this.#ending !== undefined) {
				this.#allTaken = true;
				return;
			} else {
				await new Promise<void>(resolve => {
					this.#wakeSaid = resolve;
				});
			}
		}
	}

	/** Never rejects but for a mistake in a fault. */
	async #pump(): Promise<void> {
		try {
			while (!this.#over) {
				const next = await this.#next();
				if (next?.done === true) {
					this.#close();
					return;
				}
				if (next !== undefined && !this.#over) {
					this.#sentBytes += next.value.data.length;
					if (!this.#sink.send(next.value.data)) {
						await this.#sink.drained();
					}
				}
			}
		} catch (error) {
			if (!(error instanceof Reset)) {
				throw error;
			}
			this.#sink.reset();
		}
	}

	/** The next piece from the last fault; undefined where another fault was set behind it meanwhile. */
	async #next(): Promise<IteratorResult<Piece, void> | undefined> {
		const asked = this.#stream.next();
		this.#asked = asked;
		await new Promise<void>((resolve, reject) => {
			this.#wakePump = resolve;
			asked.then(() => resolve(), reject);
		});
		if (this.#asked !== asked || this.#over) {
			return undefined;
		}
		this.#asked = undefined;
		return asked;
	}

	/** Closes as the server meant to, or, where a fault ended the stream before that, in order. */
	#close(): void {
		const ending = this.#allTaken ? this.#ending : undefined;
		if (ending?.how === 'refuse') {
			this.#sink.refuse(ending.bound);
		} else if (ending?.how === 'reset') {
			this.#sink.reset();
		} else {
			this.#sink.end();
		}
	}

	#tellDrained(): void {
		const waiting = this.#drained;
		this.#drained = [];
		for (const resolve of waiting) {
			resolve();
		}
	}
}

/** A stream from where it stands, with what it was asked for already. */
async function* goingOn(
	asked: Promise<IteratorResult<Piece, void>> | undefined,
	stream: AsyncIterator<Piece, void, undefined>,
): AsyncGenerator<Piece, void, undefined> {
	let next = await (asked ?? stream.next());
	while (next.done !== true) {
		yield next.value;
		next = await stream.next();
	}
}
