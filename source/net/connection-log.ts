import type { Socket } from 'node:net';
import type { Bound, ConnectionEnd, ConnectionId, ServerId } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';

/** What is told about an end besides how it came. */
interface Marks {
	readonly bound?: Bound | undefined;
	readonly faults?: readonly string[] | undefined;
}

/** Counts one connection's bytes, and tells of all that happens on it. */
export class ConnectionLog {
	readonly id: ConnectionId;
	readonly openedAt: number;
	readonly #server: ServerId;
	readonly #instruments: Instruments;
	#bytesIn = 0;
	#bytesOut = 0;

	constructor(server: ServerId, instruments: Instruments) {
		this.id = instruments.nextId();
		this.openedAt = instruments.now();
		this.#server = server;
		this.#instruments = instruments;
	}

	get bytesOut(): number {
		return this.#bytesOut;
	}

	/** `expectedBytes` is how many will be sent, where that is known. */
	tellOpened(peerHost: string, peerPort: number, expectedBytes?: number): void {
		const opened = { type: 'connection-opened', time: this.openedAt, ...this.#ids(), peerHost, peerPort } as const;
		this.#instruments.emit(expectedBytes === undefined ? opened : { ...opened, expectedBytes });
	}

	tellReceived(data: Uint8Array): void {
		this.#bytesIn += data.length;
		this.#instruments.emit({ type: 'bytes-received', time: this.#instruments.now(), ...this.#ids(), data });
	}

	tellSent(data: Uint8Array): void {
		this.#bytesOut += data.length;
		this.#instruments.emit({ type: 'bytes-sent', time: this.#instruments.now(), ...this.#ids(), data });
	}

	tellClosed(how: ConnectionEnd, { bound, faults }: Marks = {}): void {
		const time = this.#instruments.now();
		const counts = { bytesIn: this.#bytesIn, bytesOut: this.#bytesOut, durationMs: time - this.openedAt };
		const closed = { type: 'connection-closed', time, ...this.#ids(), ...counts, how } as const;
		const marked = bound === undefined ? closed : { ...closed, bound };
		this.#instruments.emit(faults === undefined ? marked : { ...marked, faults });
	}

	#ids() {
		return { server: this.#server, connection: this.id };
	}
}

/** Who is at the other end; the system is asked once, and a peer that has gone already has no name. */
export function peerOf(socket: Socket): readonly [host: string, port: number] {
	return [socket.remoteAddress ?? '', socket.remotePort ?? 0];
}
