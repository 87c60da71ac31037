import type { Socket } from 'node:net';
import type { Bound, ConnectionEnd, ConnectionId, EventOf, ServerId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';

/** Further facts about an end. */
interface Marks {
	readonly bound?: Bound | undefined;
	readonly faults?: readonly string[] | undefined;
}

/** Counts one connection's bytes, and tells of all that happens on it. */
export class ConnectionLog {
	readonly id: ConnectionId;
	readonly openedAt: number;
	readonly #server: ServerId;
	readonly #telemetry: Telemetry;
	#bytesIn = 0;
	#bytesOut = 0;

	constructor(server: ServerId, telemetry: Telemetry) {
		this.id = telemetry.nextId();
		this.openedAt = telemetry.now();
		this.#server = server;
		this.#telemetry = telemetry;
	}

	get bytesIn(): number {
		return this.#bytesIn;
	}

	get bytesOut(): number {
		return this.#bytesOut;
	}

	/** `expectedBytes` is how many will be sent, where that is known. */
	tellOpened(peerHost: string, peerPort: number, expectedBytes?: number): void {
		const { openedAt: time, id: connection } = this;
		const server = this.#server;
		this.#telemetry.emit(
			expectedBytes === undefined
				? { type: 'connection-opened', time, server, connection, peerHost, peerPort }
				: { type: 'connection-opened', time, server, connection, peerHost, peerPort, expectedBytes },
		);
	}

	tellReceived(data: Uint8Array): void {
		this.#bytesIn += data.length;
		const { emit, now } = this.#telemetry;
		emit({ type: 'bytes-received', time: now(), server: this.#server, connection: this.id, data });
	}

	tellSent(data: Uint8Array): void {
		this.#bytesOut += data.length;
		const { emit, now } = this.#telemetry;
		emit({ type: 'bytes-sent', time: now(), server: this.#server, connection: this.id, data });
	}

	tellClosed(how: ConnectionEnd, { bound, faults }: Marks = {}): void {
		const { emit, now } = this.#telemetry;
		const time = now();
		const closed: EventOf<'connection-closed'> = {
			type: 'connection-closed',
			time,
			server: this.#server,
			connection: this.id,
			bytesIn: this.#bytesIn,
			bytesOut: this.#bytesOut,
			durationMs: time - this.openedAt,
			how,
		};
		const marked = bound === undefined ? closed : { ...closed, bound };
		emit(faults === undefined ? marked : { ...marked, faults });
	}
}

/** The peer's address and port, where events need them; empty and 0 where they do not, or where the peer has gone already. */
export function peerOf(socket: Socket, { namesPeers }: Telemetry): readonly [host: string, port: number] {
	return namesPeers ? [socket.remoteAddress ?? '', socket.remotePort ?? 0] : ['', 0];
}
