import type { DialId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Address } from '../../wire/address.ts';
import type { LookUpName } from '../look-up/look-up.ts';
import { DialError } from './dial-error.ts';
import { OutgoingConnection, type OutgoingOptions, type OutgoingReceiver } from './outgoing-connection.ts';

export interface DialOptions extends OutgoingOptions {
	/** Ends the dial with a reset, so that the other end hears of it at once. */
	readonly signal?: AbortSignal | undefined;
}

/** One connection that we opened, to be read as `for await (const chunk of dial)`; the loop throws `DialError`. */
export interface Dial extends AsyncIterable<Buffer> {
	readonly id: DialId;
	/** Our own end. */
	readonly local: Address;
	send(data: Uint8Array): void;
	/** Closes it: in order, when all that was wanted is here, or with what was wrong about it, which the loop then throws. */
	close(failure?: DialError): void;
}

/** Bytes that may wait to be read before the peer is made to wait. */
const maxWaitingBytes = 1_048_576;

/** A new connection, once it is made; rejects with `DialError`. */
export async function dial(options: DialOptions, telemetry: Telemetry, lookUp?: LookUpName): Promise<Dial> {
	if (options.signal?.aborted === true) {
		throw cancelledBy(options.signal);
	}
	const dialling = new AwaitedDial(options, telemetry, lookUp);
	await dialling.made();
	return dialling;
}

/** An outgoing connection whose making, chunks and end can be awaited. */
class AwaitedDial implements Dial, OutgoingReceiver {
	readonly #signal: AbortSignal | undefined;
	readonly #connection: OutgoingConnection;
	#isConnected = false;
	#waiting: Buffer[] = [];
	#waitingBytes = 0;
	#isPaused = false;
	#isOver = false;
	#failure: DialError | undefined;
	/** Goes on with whoever awaits the connection, a chunk or the end. */
	#wake: () => void = () => {};

	constructor({ signal, ...options }: DialOptions, telemetry: Telemetry, lookUp: LookUpName | undefined) {
		this.#signal = signal;
		this.#connection = new OutgoingConnection(options, this, telemetry, lookUp);
		signal?.addEventListener('abort', this.#cancel);
	}

	get id(): DialId {
		return this.#connection.id;
	}

	get local(): Address {
		return this.#connection.local;
	}

	send(data: Uint8Array): void {
		this.#connection.send(data);
	}

	close(failure?: DialError): void {
		this.#connection.close(failure);
	}

	/** Fulfilled once it is connected; rejects with `DialError`. */
	async made(): Promise<void> {
		while (!(this.#isConnected || this.#isOver)) {
			await this.#news();
		}
		if (this.#failure !== undefined) {
			throw this.#failure;
		}
	}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
		try {
			for (;;) {
				const chunks = this.#waiting;
				this.#waiting = [];
				this.#waitingBytes = 0;
				yield* chunks;
				if (this.#waiting.length > 0) {
					continue;
				}
				if (this.#failure !== undefined) {
					throw this.#failure;
				}
				if (this.#isOver) {
					return;
				}
				if (this.#isPaused) {
					this.#isPaused = false;
					this.#connection.resume();
				}
				await this.#news();
			}
		} finally {
			this.close();
		}
	}

	connected(): void {
		this.#isConnected = true;
		this.#wake();
	}

	received(chunk: Buffer): void {
		this.#waiting.push(chunk);
		this.#waitingBytes += chunk.length;
		if (this.#waitingBytes > maxWaitingBytes && !this.#isPaused) {
			this.#isPaused = true;
			this.#connection.pause();
		}
		this.#wake();
	}

	over(failure?: DialError): void {
		this.#isOver = true;
		this.#failure = failure;
		this.#signal?.removeEventListener('abort', this.#cancel);
		this.#wake();
	}

	readonly #cancel = (): void => this.close(cancelledBy(this.#signal));

	#news(): Promise<void> {
		return new Promise(resolve => {
			this.#wake = resolve;
		});
	}
}

/** The signal's reason where that is a `DialError`; else `cancelled`. */
function cancelledBy(signal: AbortSignal | undefined): DialError {
	if (signal?.reason instanceof DialError) {
		return signal.reason;
	}
	return new DialError('cancelled', 'cancelled', { cause: signal?.reason });
}
