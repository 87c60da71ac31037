import { isIP, type Socket } from 'node:net';
import type { DialId, EventOf, FetchId, ServerId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Address } from '../../wire/address.ts';
import { type LookUpName, lookUpName } from '../look-up/look-up.ts';
import { loopTurn } from '../loop-turn.ts';
import { endedBeforeReset, probe } from '../probe.ts';
import type { Listed } from '../roster.ts';
import { type SocketOwner, watchDialFor } from '../socket-owner.ts';
import type { TimeLimited } from '../timeout-checks.ts';
import { cancelled, DialError, toDialError } from './dial-error.ts';
import { openSocket } from './open-socket.ts';
import { OutgoingGroup } from './outgoing-group.ts';
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
	/** Checks the last two limits for many connections at once; a group of its own where none is given. */
	readonly group?: OutgoingGroup | undefined;
}

/** Is told what becomes of an outgoing connection. */
export interface OutgoingReceiver {
	connected?(): void;
	/** The memory of a chunk is the receiver's own. */
	received(chunk: Buffer): void;
	/** It has ended: in order, or with a failure. Nothing more is told. */
	over(failure?: DialError): void;
}

/** A connection that we open; it ends exactly once, whatever happens, and tells of all that happens on it. */
export class OutgoingConnection implements TimeLimited, SocketOwner, Listed {
	place = 0;
	readonly id: DialId;
	readonly #options: OutgoingOptions;
	readonly #idleTimeoutMs: number;
	readonly #connectTimeoutMs: number;
	readonly #receiver: OutgoingReceiver;
	readonly #telemetry: Telemetry;
	readonly #startedAt: number;
	readonly #timer: NodeJS.Timeout | undefined;
	/** Looks a name up and tries its addresses; undefined for a number, and once there is a socket. */
	#race: Race | undefined;
	readonly #group: OutgoingGroup | undefined;
	#isConnected = false;
	/** When the peer, once connected, last did anything, or was last sent anything. */
	#movedAt = 0;
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
		const { purpose, fetch, server, timeoutMs } = options;
		const { idleTimeoutMs = Number.POSITIVE_INFINITY, connectTimeoutMs = idleTimeoutMs } = options;
		const { host, port } = options.address;
		this.id = telemetry.nextId();
		this.#options = options;
		this.#idleTimeoutMs = idleTimeoutMs;
		this.#connectTimeoutMs = connectTimeoutMs;
		this.#receiver = receiver;
		this.#telemetry = telemetry;
		this.#startedAt = telemetry.now();
		telemetry.emit(
			server === undefined
				? { type: 'dial-started', time: this.#startedAt, dial: this.id, fetch, host, port, purpose }
				: { type: 'dial-started', time: this.#startedAt, dial: this.id, fetch, host, port, purpose, server },
		);
		if (timeoutMs !== undefined) {
			const timeOut = () => this.#timeOut(`timed out: not done within ${timeoutMs} ms`, timeoutMs);
			// A turn later: what came while this program was held up is taken in first.
			this.#timer = setTimeout(setImmediate, timeoutMs, timeOut);
		}
		const shortestMs = Math.min(connectTimeoutMs, idleTimeoutMs);
		const isLimited = shortestMs < Number.POSITIVE_INFINITY;
		this.#group = isLimited ? (options.group ?? new OutgoingGroup(shortestMs, telemetry.now)) : undefined;
		this.#group?.add(this);
		if (isIP(host) === 0) {
			this.#startRace(lookUp);
		} else {
			this.#watch(this.#open(host, port));
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
			this.#movedAt = now();
			emit({ type: 'dial-sent', time: this.#movedAt, dial: this.id, fetch: this.#options.fetch, data });
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
		this.#group?.delete(this);
		this.#race?.stop();
		this.#tellClosed(failure);
		if (failure === undefined || this.#socket?.connecting || this.#socket?.destroyed) {
			this.#socket?.destroy();
		} else {
			this.#socket?.resetAndDestroy();
		}
		this.#receiver.over(failure);
	}

	/** Ends it because nobody wants it any more. */
	abandon(): void {
		this.close(cancelled());
	}

	#open(host: string, port: number): Socket {
		return openSocket({ host, port }, (buffer, length) => this.#take(buffer, length));
	}

	/** Connects to whichever address of the name answers first; the look-up counts as a part of connecting. */
	#startRace(lookUp: LookUpName): void {
		const { address, timeoutMs = Number.POSITIVE_INFINITY } = this.#options;
		const limitMs = Math.min(this.#connectTimeoutMs, timeoutMs);
		this.#race = new Race(
			{ ...address, limitMs, lookUp, open: (host, port) => this.#open(host, port) },
			{
				won: socket => {
					this.#race = undefined;
					this.#watch(socket);
					this.noteConnected();
				},
				lost: failure => this.close(failure),
			},
		);
	}

	#watch(socket: Socket): void {
		this.#socket = socket;
		watchDialFor(this, socket);
	}

	noteError(error: Error): void {
		this.close(toDialError(error));
	}

	noteClosed(): void {
		this.close(this.#isOver ? undefined : new DialError('reset', 'connection reset'));
	}

	noteConnected(): void {
		const { emit, now, namesPeers } = this.#telemetry;
		this.#isConnected = true;
		this.#movedAt = now();
		const localPort = namesPeers ? (this.#socket?.localPort ?? 0) : 0;
		emit({ type: 'dial-connected', time: this.#movedAt, dial: this.id, fetch: this.#options.fetch, localPort });
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
		this.#movedAt = now();
		emit({ type: 'dial-received', time: this.#movedAt, dial: this.id, fetch: this.#options.fetch, data });
		this.#receiver.received(data);
	}

	/** Tells an orderly end from a reset, which only looks like an end where it came together with bytes: a truncated poem would pass for the whole. */
	noteEnded(): void {
		if (this.#socket === undefined || this.#isOver || this.#heardInTurn !== loopTurn()) {
			this.close();
			return;
		}
		probe(this.#socket, error => {
			if (error) {
				this.close(endedBeforeReset(error) ? undefined : toDialError(error));
			} else {
				// After the write's own turn: to destroy a socket inside of it makes Node build an error that nobody sees.
				queueMicrotask(() => this.close());
			}
		});
	}

	/** Ends it where connecting takes too long, or where the peer has been silent for too long. */
	checkTimeouts(now: number): void {
		if (!this.#isConnected && now - this.#startedAt >= this.#connectTimeoutMs) {
			this.#timeOut(`timed out: not connected within ${this.#connectTimeoutMs} ms`, this.#connectTimeoutMs);
		} else if (this.#isConnected && now - this.#movedAt >= this.#idleTimeoutMs) {
			this.#timeOut(`timed out: silent for ${this.#idleTimeoutMs} ms`, this.#idleTimeoutMs);
		}
	}

	#timeOut(message: string, limitMs: number): void {
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
