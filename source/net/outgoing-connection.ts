import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import type { DialId, EventOf, FetchId, ServerId } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import type { Address } from '../wire/address.ts';
import { DialError, toDialError } from './dial-error.ts';
import { type LookUpName, lookUpName } from './look-up.ts';
import { loopTurn } from './loop-turn.ts';
import { endedBeforeReset, probe } from './probe.ts';
import { Race } from './race.ts';

export interface OutgoingOptions {
	readonly address: Address;
	readonly purpose: 'poem' | 'transform';
	/** The fetch that it is part of. */
	readonly fetch: FetchId;
	/** The proxy that dials; absent where the client does. */
	readonly server?: ServerId | undefined;
	/** The longest that the dial may take from its first moment to its last byte. */
	readonly timeoutMs?: number | undefined;
	/** The longest that connecting may take; `idleTimeoutMs` where none is given. */
	readonly connectTimeoutMs?: number | undefined;
	/** The longest silence. */
	readonly idleTimeoutMs?: number | undefined;
}

/** Is told what becomes of an outgoing connection. */
export interface OutgoingReceiver {
	connected?(): void;
	/** The memory of a chunk is the receiver's own. */
	received(chunk: Buffer): void;
	/** It has ended: in order, or with a failure. Nothing more is told. */
	over(failure?: DialError): void;
}

/** All connections read into this buffer, and copy from it at once: so none costs memory before anything has come. */
const readBuffer = Buffer.allocUnsafeSlow(65_536);

/** A connection that we open; it ends exactly once, whatever happens, and tells of all that happens on it. */
export class OutgoingConnection {
	readonly id: DialId;
	readonly #options: OutgoingOptions;
	readonly #receiver: OutgoingReceiver;
	readonly #telemetry: Telemetry;
	readonly #startedAt: number;
	readonly #timer: NodeJS.Timeout | undefined;
	/** Looks a name up and tries its addresses; undefined for a number, and once there is a socket. */
	#race: Race | undefined;
	/** Bounds the race. */
	#connectTimer: NodeJS.Timeout | undefined;
	#socket: Socket | undefined;
	#bytesIn = 0;
	#bytesOut = 0;
	/** The turn of the event loop in which the last bytes came. */
	#heardInTurn = -1;
	#isOver = false;

	constructor(
		options: OutgoingOptions,
		receiver: OutgoingReceiver,
		telemetry: Telemetry,
		lookUp: LookUpName = lookUpName,
	) {
		const { address, purpose, fetch, server, timeoutMs, idleTimeoutMs, connectTimeoutMs = idleTimeoutMs } = options;
		const { host, port } = address;
		this.id = telemetry.nextId();
		this.#options = options;
		this.#receiver = receiver;
		this.#telemetry = telemetry;
		this.#startedAt = telemetry.now();
		const started = { type: 'dial-started', time: this.#startedAt, dial: this.id, fetch, host, port, purpose } as const;
		telemetry.emit(server === undefined ? started : { ...started, server });
		if (timeoutMs !== undefined) {
			this.#timer = setTimeout(() => this.#timeOut(`timed out: not done within ${timeoutMs} ms`, timeoutMs), timeoutMs);
		}
		if (isIP(host) === 0) {
			this.#startRace(lookUp, connectTimeoutMs);
		} else {
			const socket = this.#open(host, port);
			this.#watch(socket, connectTimeoutMs);
			socket.once('connect', () => this.#noteConnected(socket));
		}
	}

	/** Our own end. */
	get local(): Address {
		return { host: this.#socket?.localAddress ?? '', port: this.#socket?.localPort ?? 0 };
	}

	send(data: Uint8Array): void {
		if (!this.#isOver) {
			this.#bytesOut += data.length;
			this.#socket?.write(data);
			const { emit, now } = this.#telemetry;
			emit({ type: 'dial-sent', time: now(), dial: this.id, fetch: this.#options.fetch, data });
		}
	}

	/** Makes the peer wait with what it still has to say. */
	pause(): void {
		this.#socket?.pause();
	}

	resume(): void {
		this.#socket?.resume();
	}

	/** The one way in which it ends: in order, when all that was wanted is here, or with what was wrong about it, and a reset. */
	close(failure?: DialError): void {
		if (this.#isOver) {
			return;
		}
		this.#isOver = true;
		clearTimeout(this.#timer);
		clearTimeout(this.#connectTimer);
		this.#race?.stop();
		this.#tellClosed(failure);
		const socket = this.#socket;
		if (failure === undefined || socket?.connecting || socket?.destroyed) {
			socket?.destroy();
		} else {
			socket?.resetAndDestroy();
		}
		this.#receiver.over(failure);
	}

	#open(host: string, port: number): Socket {
		const onread: OnReadOpts = {
			buffer: readBuffer,
			callback: (length, buffer) => {
				this.#take(buffer, length);
				return true;
			},
		};
		return connect({ host, port, allowHalfOpen: true, onread });
	}

	/** Connects to whichever address of the name answers first; the look-up counts as a part of connecting. */
	#startRace(lookUp: LookUpName, limitMs: number | undefined): void {
		const { address, timeoutMs } = this.#options;
		if (limitMs !== undefined) {
			const tooLate = () => this.#timeOut(`timed out: not connected within ${limitMs} ms`, limitMs);
			this.#connectTimer = setTimeout(tooLate, limitMs);
		}
		const shortest = Math.min(limitMs ?? Number.POSITIVE_INFINITY, timeoutMs ?? Number.POSITIVE_INFINITY);
		this.#race = new Race(
			{ ...address, limitMs: shortest, lookUp, open: (host, port) => this.#open(host, port) },
			{
				won: socket => {
					clearTimeout(this.#connectTimer);
					this.#race = undefined;
					this.#watch(socket);
					this.#noteConnected(socket);
				},
				lost: failure => this.close(failure),
			},
		);
	}

	/** Listens to the socket's events; `connectTimeoutMs` bounds a socket that is still being connected. */
	#watch(socket: Socket, connectTimeoutMs?: number): void {
		this.#socket = socket;
		socket.on('error', error => this.close(toDialError(error)));
		socket.on('end', () => this.#noteEnded(socket));
		socket.on('close', () => {
			if (!this.#isOver) {
				this.close(new DialError('reset', 'connection reset'));
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
		this.#receiver.connected?.();
	}

	#take(buffer: Uint8Array, length: number): void {
		if (this.#isOver) {
			return;
		}
		const data = Buffer.allocUnsafeSlow(length);
		data.set(buffer.subarray(0, length));
		this.#heardInTurn = loopTurn();
		this.#bytesIn += length;
		const { emit, now } = this.#telemetry;
		emit({ type: 'dial-received', time: now(), dial: this.id, fetch: this.#options.fetch, data });
		this.#receiver.received(data);
	}

	/** Tells an orderly end from a reset, which only looks like an end where it came together with bytes: a truncated poem would pass for the whole. */
	#noteEnded(socket: Socket): void {
		if (this.#isOver || this.#heardInTurn !== loopTurn()) {
			this.close();
			return;
		}
		probe(socket, error => {
			if (error) {
				this.close(endedBeforeReset(error) ? undefined : toDialError(error));
			} else {
				// After the write's own turn: to destroy a socket inside of it makes Node build an error that nobody sees.
				queueMicrotask(() => this.close());
			}
		});
	}

	#timeOut(message: string, limitMs = 0): void {
		this.close(this.#race?.timedOut(message, limitMs) ?? new DialError('timed-out', message));
	}

	#tellClosed(failure: DialError | undefined): void {
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
	}
}
