import type { ServerId, ServerKind } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { StreamFault } from '../../faults/fault.ts';
import { randomRow } from '../../faults/random.ts';
import { sleep } from '../sleep.ts';
import type { SetFault } from './fault-pipeline.ts';
import type { SocketConnection } from './socket-connection.ts';

/** The faults that strike one server's connections; they stay on while it is stopped and started again. */
export class ServerFaults {
	readonly #server: ServerId;
	readonly #kind: ServerKind;
	readonly #seed: number;
	readonly #telemetry: Telemetry;
	readonly #on = new Map<string, SetFault>();
	#open: Iterable<SocketConnection> = [];
	#met = 0;

	constructor(
		{ server, kind, seed }: { readonly server: ServerId; readonly kind: ServerKind; readonly seed: number },
		telemetry: Telemetry,
	) {
		this.#server = server;
		this.#kind = kind;
		this.#seed = seed;
		this.#telemetry = telemetry;
	}

	/** From now on these are the open connections. */
	watch(open: Iterable<SocketConnection>): void {
		this.#open = open;
	}

	/** Strikes a new connection with what is on. */
	meet(connection: SocketConnection): void {
		this.#met += 1;
		connection.ordinal = this.#met;
		for (const fault of this.#on.values()) {
			this.#strike(connection, fault);
		}
	}

	/** Switches a fault on, also for the connections that are open; one of the same name is replaced. */
	set(fault: SetFault): void {
		this.clear(fault.fault);
		this.#on.set(fault.fault.name, fault);
		for (const connection of this.#open) {
			this.#strike(connection, fault);
		}
	}

	/** Switches a fault off; what it held back goes on. */
	clear({ name }: StreamFault): void {
		if (this.#on.delete(name)) {
			for (const connection of this.#open) {
				connection.lift(name);
			}
		}
	}

	#strike(connection: SocketConnection, set: SetFault): void {
		const { name } = set.fault;
		const random = randomRow(this.#seed, this.#server, connection.ordinal, name);
		if (!connection.open || random() >= (set.settings.p ?? 1)) {
			return;
		}
		const { emit, now } = this.#telemetry;
		const told = { type: 'fault-struck', server: this.#server, connection: connection.id, fault: name } as const;
		connection.strike(set, {
			kind: this.#kind,
			random,
			clock: { now, sleep },
			tell: what => emit({ ...told, time: now(), what }),
		});
	}
}
