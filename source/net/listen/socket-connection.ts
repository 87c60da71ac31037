import type { Socket } from 'node:net';
import type { Bound, ConnectionId } from '../../events/events.ts';
import type { Strike } from '../../faults/fault.ts';
import type { Address } from '../../wire/address.ts';
import type { ConnectionBounds } from '../bounds.ts';
import { loopTurn } from '../loop-turn.ts';
import { probe } from '../probe.ts';
import type { Listed, Roster } from '../roster.ts';
import { readFor, type SocketOwner, watchFor } from '../socket-owner.ts';
import type { Connection, Receiver, Sink } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';
import { FaultPipeline, type SetFault } from './fault-pipeline.ts';
import { PeerClock } from './peer-clock.ts';
import { SocketSink } from './socket-sink.ts';
import { unreadBytes } from './unread-bytes.ts';

/** Shared by all connections of one listener. */
export interface Shared {
	readonly bounds: ConnectionBounds;
	readonly expectsRequest: boolean;
	readonly halfCloseGraceMs: number;
	/** Every connection that is open. */
	readonly connections: Roster<SocketConnection>;
}

/** The reason with which a connection's signal aborts; without one, each would get an error with a stack of its own. */
const over = 'the connection is over';

/**
 * A connection over its socket; it ends exactly once, whatever happens. What its service says goes to the socket or, once
 * a fault has struck, through all faults that did:
 *
 *     service ──> faults, if any ──> socket sink ──> peer ──> receiver, or nobody
 */
export class SocketConnection implements Connection, SocketOwner, Listed {
	readonly id: ConnectionId;
	/** Its number among the connections that its server's faults have met, from 1. */
	ordinal = 0;
	place = 0;
	readonly #socket: Socket;
	readonly #log: ConnectionLog;
	readonly #shared: Shared;
	/** Made at the first check that finds the peer to be waited for, or half gone: most connections are over by then. */
	#peerClock: PeerClock | undefined;
	readonly #socketSink: SocketSink;
	#faults: FaultPipeline | undefined;
	#struck: string[] | undefined;
	#receiver: Receiver | undefined;
	#awaitsRequest: boolean;
	/** The turn of the event loop in which the peer's last bytes came. */
	#heardInTurn = -1;
	#isOver = false;
	#toTell: (() => void)[] | undefined;
	#abort: AbortController | undefined;

	/** Watches for the socket's end from now on, before anything can end it. */
	constructor(socket: Socket, log: ConnectionLog, shared: Shared) {
		this.id = log.id;
		this.#socket = socket;
		this.#log = log;
		this.#shared = shared;
		this.#awaitsRequest = shared.expectsRequest;
		this.#socketSink = new SocketSink(socket, log);
		watchFor(this, socket);
	}

	get peer(): Address {
		return { host: this.#socket.remoteAddress ?? '', port: this.#socket.remotePort ?? 0 };
	}

	get #sink(): Sink {
		return this.#faults ?? this.#socketSink;
	}

	get open(): boolean {
		return this.#sink.open;
	}

	send(data: Uint8Array): boolean {
		return this.#sink.send(data);
	}

	drained(): Promise<void> {
		return this.#sink.drained();
	}

	end(data?: Uint8Array): void {
		this.#sink.end(data);
	}

	refuse(bound?: Bound): void {
		if (this.open) {
			this.requestIsWhole();
			this.#sink.refuse(bound);
		}
	}

	reset(): void {
		this.#sink.reset();
	}

	/** Gives the peer's bytes to the receiver, if there is one, from now on. */
	attach(receiver: Receiver | undefined): void {
		this.#receiver = receiver;
		if (!this.#socketSink.isParting) {
			readFor(this, this.#socket);
		}
	}

	noteError(error: Error): void {
		this.#socketSink.noteError(error);
	}

	noteClosed(): void {
		if (this.#socketSink.noteClosed()) {
			this.#noteOver();
		}
	}

	requestIsWhole(): void {
		this.#awaitsRequest = false;
		this.#receiver = undefined;
	}

	noteReceived(data: Uint8Array): void {
		this.#heardInTurn = loopTurn();
		this.#log.tellReceived(data);
		if (this.#receiver !== undefined) {
			this.#socketSink.askedBytes += data.length;
			this.#receiver.received(data);
		} else if (this.#log.bytesIn - this.#socketSink.askedBytes > this.#shared.bounds.maxUnsolicitedBytes) {
			this.#socketSink.close('over-bound', 'request-bytes');
		}
	}

	noteEnded(): void {
		if (this.#heardInTurn === loopTurn()) {
			this.#probe(() => this.#receiver?.ended?.());
		} else {
			this.#receiver?.ended?.();
		}
	}

	/** Looks whether a peer that seems to have closed its side has reset the connection: then that closes, with an error. */
	#probe(tellEnded?: () => void): void {
		if (this.#socketSink.open) {
			probe(this.#socket, error => {
				if (!error) {
					tellEnded?.();
				}
			});
		}
	}

	/** Lets a fault stand in the way of all that has not reached the socket. */
	strike(set: SetFault, { tell, ...strike }: Omit<Strike, 'sentBytes' | 'off'>): void {
		this.#faults ??= new FaultPipeline(this.#socketSink, this.#log.bytesOut, strike.clock.now);
		this.#faults.add(set, {
			...strike,
			tell: what => {
				this.#struck ??= [];
				this.#struck.push(set.fault.name);
				tell(what);
			},
		});
	}

	/** Takes a fault away; the bytes that it held go on. */
	lift(fault: string): void {
		this.#faults?.lift(fault);
	}

	/** Closes it where the peer has gone over a bound of time. */
	checkTimeouts(now: number): void {
		const { bounds } = this.#shared;
		const sink = this.#socketSink;
		if (this.#awaitsRequest && now - this.#log.openedAt >= bounds.requestTimeoutMs) {
			this.#receiver?.timedOut?.();
			sink.close('over-bound', 'request-time');
			return;
		}
		const { waitsOnPeer } = sink;
		const halfClosed = this.#socket.readableEnded;
		if (!(waitsOnPeer || halfClosed)) {
			return;
		}
		const taken = this.#log.bytesOut - sink.untakenBytes;
		this.#peerClock ??= new PeerClock(this.#log.openedAt, bounds.readTimeoutMs, asking =>
			unreadBytes(this.#socket, asking),
		);
		const stillForMs = this.#peerClock.stillForMs({ taken, waitsOnPeer, halfClosed }, now);
		if (waitsOnPeer && stillForMs >= bounds.readTimeoutMs) {
			// A peer that was sent everything and only keeps its side open, as netcat on a terminal does, owes us nothing.
			if (sink.hasGivenAll) {
				sink.close('ended');
			} else {
				sink.close('over-bound', 'read-time');
			}
		} else if (!waitsOnPeer && stillForMs >= this.#halfCloseGraceMs) {
			sink.close('left', 'half-close');
		} else if (halfClosed) {
			this.#probe();
		}
	}

	/** A fault may keep back what a peer waits for, for ever; that the peer has left meanwhile is not to be seen. */
	get #halfCloseGraceMs(): number {
		const { bounds, halfCloseGraceMs } = this.#shared;
		return this.#faults === undefined ? halfCloseGraceMs : Math.min(halfCloseGraceMs, bounds.readTimeoutMs);
	}

	/** Closes it at once: there are as many connections as there may be, or can be. */
	turnAway(bound: 'connections' | 'descriptors'): void {
		this.#socketSink.close('over-bound', bound);
	}

	/** Closes it because its server stops, and tells so at once; fulfilled when it is closed. */
	stop(): Promise<void> {
		const closed = this.#socketSink.stop();
		// What comes of it, such as a proxy's broken fetch, is told after it.
		this.noteClosed();
		return closed;
	}

	whenOver(tell: () => void): void {
		if (this.#isOver) {
			tell();
		} else {
			this.#toTell ??= [];
			this.#toTell.push(tell);
		}
	}

	get signal(): AbortSignal {
		if (this.#abort === undefined) {
			const abort = new AbortController();
			this.#abort = abort;
			this.whenOver(() => abort.abort(over));
		}
		return this.#abort.signal;
	}

	#noteOver(): void {
		this.#isOver = true;
		this.#receiver = undefined;
		this.#shared.connections.delete(this);
		this.#faults?.stop();
		const { how, bound } = this.#socketSink.ending;
		this.#log.tellClosed(how, { bound, faults: this.#struck });
		for (const tell of this.#toTell ?? []) {
			tell();
		}
	}
}
