import type { Socket } from 'node:net';
import type { Bound, ConnectionEnd } from '../../events/events.ts';
import { endedBeforeReset } from '../probe.ts';
import type { Sink } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';
import { PacedWriter } from './paced-writer.ts';

/**
 * The states of a connection:
 *
 *     open ──end──> ending ──the peer has all──> lingering ──> over
 *       ├──end, of little, to a peer that said nothing──> parting ──> over
 *       └──refuse──────────────────────────────> lingering
 *
 * Where it is reset or closed, and where the peer leaves, it is over from any of them.
 */
type State = 'open' | 'ending' | 'parting' | 'lingering' | 'over';

/** A poem up to here is sent as soon as it is written, to any peer: ten segments, a connection's first window (RFC 6928). */
const firstWindowBytes = 14_600;
/** The time for which a peer that was sent everything may go on speaking, unheard: a reset would take away bytes under way. */
const lingerMs = 750;

/** Says things on a socket, only as fast as the peer takes them, and closes it so that the peer can tell how it ended. */
export class SocketSink implements Sink {
	/** Bytes of the peer that somebody has asked for; a peer that has sent more speaks unasked. */
	askedBytes = 0;
	readonly #socket: Socket;
	readonly #log: ConnectionLog;
	readonly #writer: PacedWriter;
	#state: State = 'open';
	#how: ConnectionEnd | undefined;
	#bound: Bound | undefined;
	#error: Error | undefined;
	#lingering: NodeJS.Timeout | undefined;

	/** Whoever makes it tells it of the socket's errors and its close. */
	constructor(socket: Socket, log: ConnectionLog) {
		this.#socket = socket;
		this.#log = log;
		this.#writer = new PacedWriter(socket, log);
	}

	get open(): boolean {
		return this.#state === 'open' && !this.#socket.destroyed;
	}

	send(data: Uint8Array): boolean {
		return this.open && this.#writer.write(data);
	}

	drained(): Promise<void> {
		return this.#writer.drained();
	}

	end(data?: Uint8Array): void {
		if (!this.open) {
			return;
		}
		this.#state = 'ending';
		if (data !== undefined && this.#mayCloseBehind(data)) {
			this.#writer.write(data);
			if (this.untakenBytes === 0 && this.#socket.errored === null) {
				this.#state = 'parting';
				this.#decide('ended');
				this.#socket.destroy();
				return;
			}
			this.#socket.end();
		} else if (data === undefined) {
			this.#socket.end();
		} else {
			this.#writer.end(data);
		}
		if (this.#mayPart) {
			this.#state = 'parting';
			this.#socket.destroySoon();
		} else {
			this.#socket.once('finish', () => this.#linger());
		}
	}

	refuse(bound?: Bound): void {
		if (this.open) {
			this.#decide(bound === undefined ? 'refused' : 'over-bound', bound);
			this.#socket.end();
			this.#linger();
		}
	}

	reset(): void {
		if (!this.#socket.destroyed) {
			this.#decide('cut');
			this.#destroy(this.hasGivenAll);
		}
	}

	/** Closes it at once: in order only where the peer will get all that was said, else with a reset. */
	close(how: ConnectionEnd, bound?: Bound): void {
		if (!this.#socket.destroyed) {
			this.#decide(how, bound);
			this.#destroy(this.#log.bytesOut === 0 || this.hasGivenAll);
		}
	}

	/** Closes it because its server stops; fulfilled when the socket is closed. */
	stop(): Promise<void> {
		const closed = new Promise<void>(resolve => {
			this.#socket.once('close', () => resolve());
		});
		this.close('stopped');
		return closed;
	}

	/** True once it closes by itself, without waiting for the peer. */
	get isParting(): boolean {
		return this.#state === 'parting';
	}

	/** Bytes that were said, and that the system has not taken yet. */
	get untakenBytes(): number {
		return this.#writer.untakenBytes;
	}

	/** True while it is the peer's turn: to take bytes or, with all said, to close. */
	get waitsOnPeer(): boolean {
		return this.#state !== 'open' || this.untakenBytes > 0;
	}

	/** True when the system has taken all that was said: then it delivers that, and a reset would come too late. */
	get hasGivenAll(): boolean {
		return this.#socket.writableEnded && this.#socket.writableLength === 0;
	}

	/** The way in which it ended, and the bound that was exceeded. A peer that closed in order and then refuses more has left; that is no reset. */
	get ending(): { readonly how: ConnectionEnd; readonly bound: Bound | undefined } {
		return { how: this.#how ?? this.#howPeerLeft, bound: this.#bound };
	}

	get #howPeerLeft(): ConnectionEnd {
		if (this.#error !== undefined) {
			return endedBeforeReset(this.#error) ? 'left' : 'reset';
		}
		return this.#socket.writableFinished ? 'ended' : 'left';
	}

	/**
	 * True where it can be closed without waiting for the peer to close its side; to wait costs a fifth of the whole. Bytes of
	 * the peer that nobody has read turn the closing into a reset, which takes away what has not reached the peer yet: so we
	 * wait for a peer that is known to have spoken, or that has more to take than is sent at once. A peer whose bytes come at
	 * the last moment has the poem and its end before the reset.
	 */
	get #mayPart(): boolean {
		return !this.#speaksUnasked && this.hasGivenAll && this.#log.bytesOut <= firstWindowBytes;
	}

	/**
	 * True for a small answer to a small request: all that the peer has said is read, so that closing is no reset. To say
	 * before that we send nothing more, as to a peer that may be about to speak, would cost a tenth of the whole.
	 */
	#mayCloseBehind(answer: Uint8Array): boolean {
		const isRequested = this.askedBytes > 0 && this.askedBytes <= firstWindowBytes && !this.#speaksUnasked;
		return isRequested && this.#log.bytesOut + answer.length <= firstWindowBytes;
	}

	get #speaksUnasked(): boolean {
		return this.#socket.bytesRead > this.askedBytes;
	}

	/** Closes it in full a little later, unless that would take away bytes from a peer that goes on speaking. */
	#linger(): void {
		this.#state = 'lingering';
		this.#lingering = setTimeout(() => {
			if (!this.#speaksUnasked || this.#log.bytesOut <= firstWindowBytes) {
				this.close('ended');
			}
		}, lingerMs).unref();
	}

	/** The first error of the socket is the one that tells how it ended. */
	noteError(error: Error): void {
		this.#error ??= error;
	}

	/** The socket is closed, or is about to be; gives whether that was not known yet. */
	noteClosed(): boolean {
		const isNew = this.#state !== 'over';
		this.#state = 'over';
		clearTimeout(this.#lingering);
		return isNew;
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
}
