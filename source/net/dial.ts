import { connect, isIP, type Socket } from 'node:net';
import type { DialId, EventOf, FetchId, ServerId } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import type { Address } from '../wire/address.ts';
import { DialError, toDialError } from './dial-error.ts';
import { type LookUpName, lookUpName } from './look-up.ts';
import { endedBeforeReset, probe } from './probe.ts';
import { Race } from './race.ts';

export interface DialOptions {
	readonly address: Address;
	readonly purpose: 'poem' | 'transform';
	/** The fetch that it is part of. */
	readonly fetch: FetchId;
	/** The proxy that dials; absent where the client does. */
	readonly server?: ServerId | undefined;
	/** Ends the dial with a reset, so that the other end hears of it at once. */
	readonly signal?: AbortSignal | undefined;
	/** The longest that the dial may take from its first moment to its last byte. */
	readonly timeoutMs?: number | undefined;
	/** The longest that connecting may take; `idleTimeoutMs` where none is given. */
	readonly connectTimeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
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
export async function dial(options: DialOptions, telemetry: Telemetry, lookUp: LookUpName = lookUpName): Promise<Dial> {
	if (options.signal?.aborted === true) {
		throw cancelled(options.signal);
	}
	const dialling = new SocketDial(options, telemetry, lookUp);
	await dialling.connected;
	return dialling;
}

class SocketDial implements Dial {
	readonly id: DialId;
	/** Fulfilled once it is made. */
	readonly connected: Promise<void>;
	readonly #options: DialOptions;
	readonly #telemetry: Telemetry;
	readonly #startedAt: number;
	readonly #timer: NodeJS.Timeout | undefined;
	/** Looks a name up and tries its addresses; undefined for a number, and once there is a socket. */
	#race: Race | undefined;
	/** Bounds the race. */
	#connectTimer: NodeJS.Timeout | undefined;
	#socket: Socket | undefined;
	#waiting: Buffer[] = [];
	#waitingBytes = 0;
	#bytesIn = 0;
	#bytesOut = 0;
	#ended = false;
	#failure: DialError | undefined;
	/** Goes on with whoever awaits the connection, a chunk or the end. */
	#wake: () => void = () => {};

	constructor(options: DialOptions, telemetry: Telemetry, lookUp: LookUpName) {
		const { address, purpose, fetch, server, signal, timeoutMs, idleTimeoutMs } = options;
		const { host, port } = address;
		this.id = telemetry.nextId();
		this.#options = options;
		this.#telemetry = telemetry;
		this.#startedAt = telemetry.now();
		const started = { type: 'dial-started', time: this.#startedAt, dial: this.id, fetch, host, port, purpose } as const;
		telemetry.emit(server === undefined ? started : { ...started, server });
		this.connected = new Promise((resolve, reject) => {
			this.#wake = () => (this.#failure === undefined ? resolve() : reject(this.#failure));
		});
		if (timeoutMs !== undefined) {
			this.#timer = setTimeout(() => this.#timeOut(`timed out: not done within ${timeoutMs} ms`, timeoutMs), timeoutMs);
		}
		if (isIP(host) === 0) {
			this.#startRace(lookUp);
		} else {
			const socket = connect({ host, port, allowHalfOpen: true });
			this.#watch(socket, options.connectTimeoutMs ?? idleTimeoutMs);
			socket.once('connect', () => this.#noteConnected(socket));
		}
		signal?.addEventListener('abort', this.#cancel);
	}

	send(data: Uint8Array): void {
		if (!this.#ended) {
			this.#bytesOut += data.length;
			this.#socket?.write(data);
			const { emit, now } = this.#telemetry;
			emit({ type: 'dial-sent', time: now(), dial: this.id, fetch: this.#options.fetch, data });
		}
	}

	close(failure?: DialError): void {
		this.#end(failure);
	}

	get local(): Address {
		return { host: this.#socket?.localAddress ?? '', port: this.#socket?.localPort ?? 0 };
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
				if (this.#ended) {
					return;
				}
				this.#socket?.resume();
				await new Promise<void>(resolve => {
					this.#wake = resolve;
				});
			}
		} finally {
			this.#end();
		}
	}

	/** Connects to whichever address of the name answers first; the look-up counts as a part of connecting. */
	#startRace(lookUp: LookUpName): void {
		const { address, timeoutMs, idleTimeoutMs, connectTimeoutMs: limitMs = idleTimeoutMs } = this.#options;
		if (limitMs !== undefined) {
			const tooLate = () => this.#timeOut(`timed out: not connected within ${limitMs} ms`, limitMs);
			this.#connectTimer = setTimeout(tooLate, limitMs);
		}
		const shortest = Math.min(limitMs ?? Number.POSITIVE_INFINITY, timeoutMs ?? Number.POSITIVE_INFINITY);
		this.#race = new Race(
			{ ...address, limitMs: shortest, lookUp },
			{
				won: socket => {
					clearTimeout(this.#connectTimer);
					this.#race = undefined;
					this.#watch(socket);
					this.#noteConnected(socket);
				},
				lost: failure => this.#end(failure),
			},
		);
	}

	/** Takes what becomes of the socket; `connectTimeoutMs` bounds one that is still being connected. */
	#watch(socket: Socket, connectTimeoutMs?: number): void {
		this.#socket = socket;
		socket.on('error', error => this.#end(toDialError(error)));
		socket.on('data', chunk => this.#take(chunk));
		socket.on('end', () => this.#probe(socket));
		socket.on('close', () => {
			if (!this.#ended) {
				this.#end(new DialError('reset', 'connection reset'));
			}
		});
		if (connectTimeoutMs !== undefined) {
			socket.setTimeout(connectTimeoutMs);
		}
		socket.on('timeout', () => {
			const { idleTimeoutMs } = this.#options;
			const wasConnecting = socket.connecting;
			const had = this.#bytesIn;
			const words = wasConnecting ? `not connected within ${connectTimeoutMs}` : `silent for ${idleTimeoutMs}`;
			// Not before the system was asked once more: where this program was held up itself, what came is only not read yet.
			setImmediate(() => {
				if (socket.connecting === wasConnecting && this.#bytesIn === had) {
					this.#timeOut(`timed out: ${words} ms`);
				}
			});
		});
	}

	#noteConnected(socket: Socket): void {
		socket.setTimeout(this.#options.idleTimeoutMs ?? 0);
		const { emit, now } = this.#telemetry;
		const localPort = socket.localPort ?? 0;
		emit({ type: 'dial-connected', time: now(), dial: this.id, fetch: this.#options.fetch, localPort });
		this.#wake();
	}

	#take(chunk: Buffer): void {
		if (this.#ended) {
			return;
		}
		this.#bytesIn += chunk.length;
		const { emit, now } = this.#telemetry;
		emit({ type: 'dial-received', time: now(), dial: this.id, fetch: this.#options.fetch, data: chunk });
		this.#waiting.push(chunk);
		this.#waitingBytes += chunk.length;
		if (this.#waitingBytes > maxWaitingBytes) {
			this.#socket?.pause();
		}
		this.#wake();
	}

	/** Tells an orderly end from a reset: a truncated poem would pass for the whole. */
	#probe(socket: Socket): void {
		if (this.#ended) {
			return;
		}
		probe(socket, error => {
			if (error) {
				this.#end(endedBeforeReset(error) ? undefined : toDialError(error));
			} else {
				// After the write's own turn: to destroy a socket inside of it makes Node build an error that nobody sees.
				queueMicrotask(() => this.#end());
			}
		});
	}

	readonly #cancel = (): void => this.#end(cancelled(this.#options.signal));

	#timeOut(message: string, limitMs = 0): void {
		this.#end(this.#race?.timedOut(message, limitMs) ?? new DialError('timed-out', message));
	}

	/** The one way in which a dial ends: in order, or with a failure. */
	#end(failure?: DialError): void {
		if (this.#ended) {
			return;
		}
		this.#ended = true;
		this.#failure = failure;
		clearTimeout(this.#timer);
		clearTimeout(this.#connectTimer);
		this.#race?.stop();
		this.#options.signal?.removeEventListener('abort', this.#cancel);
		const { emit, now } = this.#telemetry;
		const time = now();
		const closed: EventOf<'dial-closed'> = {
			type: 'dial-closed',
			time,
			dial: this.id,
			fetch: this.#options.fetch,
			bytesIn: this.#bytesIn,
			bytesOut: this.#bytesOut,
			durationMs: time - this.#startedAt,
		};
		emit(failure === undefined ? closed : { ...closed, failure: failure.code, why: failure.message });
		const socket = this.#socket;
		if (failure === undefined || socket?.connecting || socket?.destroyed) {
			socket?.destroy();
		} else {
			socket?.resetAndDestroy();
		}
		this.#wake();
	}
}

/** Whoever aborts can say with what failure; else it is cancelled. */
function cancelled(signal: AbortSignal | undefined): DialError {
	if (signal?.reason instanceof DialError) {
		return signal.reason;
	}
	return new DialError('cancelled', 'cancelled', { cause: signal?.reason });
}
