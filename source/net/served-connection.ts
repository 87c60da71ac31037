import type { Bound, ConnectionId } from '../events/events.ts';
import type { Address } from '../wire/address.ts';
import type { Connection } from './connection.ts';
import type { Outlet } from './detour.ts';
import type { SocketConnection } from './socket-connection.ts';

/** A connection as its service has it: straight to the socket or, while faults are on, by way of them. */
export class ServedConnection implements Connection {
	readonly #direct: SocketConnection;

	constructor(direct: SocketConnection) {
		this.#direct = direct;
	}

	get id(): ConnectionId {
		return this.#direct.id;
	}

	get peer(): Address {
		return this.#direct.peer;
	}

	get signal(): AbortSignal {
		return this.#direct.signal;
	}

	get open(): boolean {
		return this.#way.open;
	}

	send(data: Uint8Array): boolean {
		return this.#way.send(data);
	}

	drained(): Promise<void> {
		return this.#way.drained();
	}

	end(data?: Uint8Array): void {
		this.#way.end(data);
	}

	refuse(bound?: Bound): void {
		this.#way.refuse(bound);
	}

	reset(): void {
		this.#way.reset();
	}

	requestIsWhole(): void {
		this.#direct.requestIsWhole();
	}

	get #way(): Outlet {
		return this.#direct.detour ?? this.#direct;
	}
}
