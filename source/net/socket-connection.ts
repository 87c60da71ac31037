import type { Socket } from 'node:net';
import type { Bound, ConnectionEnd, ConnectionId } from '../events/events.ts';
import type { Address } from '../wire/address.ts';
import type { ConnectionBounds } from './bounds.ts';
import type { Connection, Receiver } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';
import type { Detour } from './detour.ts';
import { PeerClock } from './peer-clock.ts';
import { endedBeforeReset, probe } from './probe.ts';

/** What all connections of one listener share. */
export interface Shared {
	readonly bounds: ConnectionBounds;
	readonly expectsRequest: boolean;
	readonly halfCloseGraceMs: number;
	/** Every connection that is open. */
	readonly connections: Set<SocketConnection>;
}

/**
 * A poem up to here is under way as soon as it is written, to any peer: ten segments, a connection's first window (RFC
 * 6928).
 */
const firstWindowBytes = 14_600;
/** The most that is written at once, so that a slow peer's progress is seen, and nothing large is held twice. */
const sliceBytes = 65_536;
/** How long a peer to which all is said may go on speaking, unheard, before it is closed: a reset takes away what is under way. */
const lingerMs = 750;
const settled = Promise.resolve();
/** Why a connection's signal aborts; without a reason each would get an error with a stack of its own. */
const over = 'the connection is over';

/** A connection over its socket; it ends exactly once, whatever happens. */
export class SocketConnection implements Connection {
	readonly id: ConnectionId;
	/** The how manieth of its server it is, from 1. */
	ordinal = 0;
	/** What its service's words go through, where faults strike it. */
	detour: Detour | undefined;
	readonly #socket: Socket;
	readonly #shared: Shared;
	readonly #log: ConnectionLog;
	#receiver: Receiver | undefined;
	#unsolicited = 0;
	#said = false;
	#over = false;
	/** True once all is said, and is so little that the peer need not be waited for. */
	#parting = false;
	#awaitsRequest: boolean;
	#error: Error | undefined;
	/** How it ended, where we decided that. */
	#how: ConnectionEnd | undefined;
	#bound: Bound | undefined;
	#struck: string[] | undefined;
	#abort: AbortController | undefined;
	#lingering: NodeJS.Timeout | undefined;
	readonly #clock: PeerClock;

	constructor(socket: Socket, log: ConnectionLog, shared: Shared) {
		this.id = log.id;
		this.#socket = socket;
		this.#log = log;
		this.#shared = shared;
		this.#clock = new PeerClock(log.openedAt);
		this.#awaitsRequest = shared.expectsRequest;
	}

	/** What the peer sends goes to the receiver, if there is one. */
	attach(receiver: Receiver | undefined): void {
		this.#receiver = receiver;
		if (!this.#parting) {
			this.#listen();
		}
	}

	/** Starts to watch for the socket's end, before anything can end it. */
	watch(): void {
		this.#socket.on('error', error => {
			this.#error ??= error;
		});
		this.#socket.on('close', () => this.#noteClosed());
	}

	get peer(): Address {
		return { host: this.#socket.remoteAddress ?? '', port: this.#socket.remotePort ?? 0 };
	}

	get open(): boolean {
		return !(this.#said || this.#over || this.#socket.destroyed);
	}

	/** How many bytes were said to the socket. */
	get bytesSaid(): number {
		return this.#log.bytesOut;
	}

	get signal(): AbortSignal {
		if (this.#abort === undefined) {
			this.#abort = new AbortController();
			if (this.#over) {
				this.#abort.abort(over);
			}
		}
		return this.#abort.signal;
	}

	send(data: Uint8Array): boolean {
		return this.open && this.#write(data);
	}

	drained(): Promise<void> {
		const socket = this.#socket;
		if (socket.destroyed || !socket.writableNeedDrain) {
			return settled;
		}
		return new Promise(resolve => {
			const settle = () => {
				socket.off('drain', settle);
				socket.off('close', settle);
				resolve();
			};
			socket.on('drain', settle);
			socket.on('close', settle);
		});
	}

	end(data?: Uint8Array): void {
		if (!this.open) {
			return;
		}
		this.#said = true;
		if (data === undefined) {
			this.#socket.end();
		} else {
			this.#endInSlices(data, 0);
		}
		this.#parting = this.#mayPart;
		if (this.#parting) {
			this.#socket.destroySoon();
		} else {
			this.#socket.once('finish', () => this.#linger());
		}
	}

	/**
	 * Whether all is said, so that it can be closed without waiting for the peer to close its side, which costs a fifth of
	 * the whole. What the peer has sent, unread, makes a reset of the closing, which takes away what has not reached it yet:
	 * so for a peer that is known to have spoken, or has more to take than is under way at once, we stay. One whose bytes
	 * come at the last moment has the poem and its end before the reset.
	 */
	get #mayPart(): boolean {
		return !this.#spoke && this.#allTaken && this.#log.bytesOut <= firstWindowBytes;
	}

	/** Whether the peer has said what nobody asked for, or what nobody has read yet. */
	get #spoke(): boolean {
		return this.#socket.bytesRead > this.#log.bytesIn || this.#unsolicited > 0;
	}

	refuse(bound?: Bound): void {
		if (this.open) {
			this.#decide(bound === undefined ? 'refused' : 'over-bound', bound);
			this.#said = true;
			this.#receiver = undefined;
			this.#awaitsRequest = false;
			this.#socket.end();
			this.#linger();
		}
	}

	/** Closes it in full a little later, unless that could take away much that a peer who goes on speaking has not had yet. */
	#linger(): void {
		this.#lingering = setTimeout(() => {
			if (!this.#spoke || this.#log.bytesOut <= firstWindowBytes) {
				this.#close('ended');
			}
		}, lingerMs).unref();
	}

	reset(): void {
		if (!this.#socket.destroyed) {
			this.#decide('cut');
			this.#destroy(this.#allTaken);
		}
	}

	requestIsWhole(): void {
		this.#awaitsRequest = false;
		this.#receiver = undefined;
	}

	/** A fault has struck it, which is told when it closes. */
	noteStruck(fault: string): void {
		this.#struck ??= [];
		this.#struck.push(fault);
	}

	/** Closes it at once: there are as many connections as there may be, or can be. */
	turnAway(bound: 'connections' | 'descriptors'): void {
		this.#close('over-bound', bound);
	}

	/** Closes it because its server stops; fulfilled when it is closed. */
	stop(): Promise<void> {
		const closed = new Promise<void>(resolve => {
			this.#socket.once('close', () => resolve());
		});
		this.#close('stopped');
		// Told at once: what comes of it, such as a proxy's broken fetch, comes after it.
		this.#noteClosed();
		return closed;
	}

	/** Looks whether the peer went over a bound of time since it last did anything. */
	sweep(now: number): void {
		const { bounds } = this.#shared;
		if (this.#awaitsRequest && now - this.#log.openedAt >= bounds.requestTimeoutMs) {
			this.#receiver?.timedOut?.();
			this.#close('over-bound', 'request-time');
			return;
		}
		const unread = this.#socket.writableLength;
		const waitsOnPeer = this.#said || unread > 0;
		const halfClosed = this.#socket.readableEnded;
		const stillForMs = this.#clock.stillForMs({ taken: this.#log.bytesOut - unread, waitsOnPeer, halfClosed }, now);
		if (waitsOnPeer && stillForMs >= bounds.readTimeoutMs) {
			// A peer that was sent everything and only keeps its side open, as netcat on a terminal does, owes us nothing.
			if (this.#allTaken) {
				this.#close('ended');
			} else {
				this.#close('over-bound', 'read-time');
			}
		} else if (!waitsOnPeer && halfClosed && stillForMs >= this.#halfCloseGraceMs) {
			this.#close('left', 'half-close');
		} else if (halfClosed) {
			this.#probe();
		}
	}

	/** A fault may keep back what a peer waits for, for ever; that the peer has left meanwhile is not to be seen. */
	get #halfCloseGraceMs(): number {
		const { bounds, halfCloseGraceMs } = this.#shared;
		return this.detour === undefined ? halfCloseGraceMs : Math.min(halfCloseGraceMs, bounds.readTimeoutMs);
	}

	#endInSlices(data: Uint8Array, from: number): void {
		let at = from;
		while (data.length - at > sliceBytes) {
			const slice = data.subarray(at, at + sliceBytes);
			at += sliceBytes;
			if (!this.#write(slice)) {
				this.#socket.once('drain', () => this.#endInSlices(data, at));
				return;
			}
		}
		const last = at === 0 ? data : data.subarray(at);
		this.#log.tellSent(last);
		this.#socket.end(last);
	}

	#listen(): void {
		this.#socket.on('data', chunk => this.#noteReceived(chunk));
		this.#socket.on('end', () => this.#probe(() => this.#receiver?.ended?.()));
	}

	/** Looks whether a peer that seems to have closed its side has reset the connection: then that closes, with an error. */
	#probe(tellEnded?: () => void): void {
		if (this.open) {
			probe(this.#socket, error => {
				if (!error) {
					tellEnded?.();
				}
			});
		}
	}

	#write(data: Uint8Array): boolean {
		this.#log.tellSent(data);
		return this.#socket.write(data);
	}

	#noteReceived(data: Uint8Array): void {
		this.#log.tellReceived(data);
		if (this.#receiver !== undefined) {
			this.#receiver.received(data);
			return;
		}
		this.#unsolicited += data.length;
		if (this.#unsolicited > this.#shared.bounds.maxUnsolicitedBytes) {
			this.#close('over-bound', 'request-bytes');
		}
	}

	/** Closes it at once: in order only where the peer will get all that was said, else with a reset. */
	#close(how: ConnectionEnd, bound?: Bound): void {
		if (this.#socket.destroyed) {
			return;
		}
		this.#decide(how, bound);
		this.#destroy(this.#log.bytesOut === 0 || this.#allTaken);
	}

	/** True when the system has taken all that was said: then it delivers that, and a reset would come too late. */
	get #allTaken(): boolean {
		return this.#socket.writableEnded && this.#socket.writableLength === 0;
	}

	#destroy(inOrder: boolean): void {
		if (inOrder) {
			this.#socket.destroy();
		} else {
			this.#socket.resetAndDestroy();
		}
	}

	#decide(how: ConnectionEnd, bound?: Bound): void {
		if (this.#how === undefined) {
			this.#how = how;
			this.#bound = bound;
		}
	}

	#noteClosed(): void {
		if (this.#over) {
			return;
		}
		this.#over = true;
		this.#receiver = undefined;
		clearTimeout(this.#lingering);
		this.#shared.connections.delete(this);
		this.detour?.stop();
		this.#log.tellClosed(this.#how ?? this.#howPeerLeft(), { bound: this.#bound, faults: this.#struck });
		this.#abort?.abort(over);
	}

	/** How it ended, where we did not decide it. A peer that said goodbye and then refuses more has left; it is no reset. */
	#howPeerLeft(): ConnectionEnd {
		if (this.#error !== undefined) {
			return endedBeforeReset(this.#error) ? 'left' : 'reset';
		}
		return this.#said && this.#socket.writableFinished ? 'ended' : 'left';
	}
}
