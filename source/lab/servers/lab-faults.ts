import type { ServerId, ServerKind } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Fault, Settings } from '../../faults/fault.ts';
import { completeSettings, FaultError, findFault } from '../../faults/fault-settings.ts';
import { ServerFaults } from '../../net/server-faults.ts';
import type { RunningServer } from '../../services/running-server.ts';

interface Broken {
	readonly kind: ServerKind;
	readonly connections: ServerFaults;
	readonly on: Set<string>;
}

/** What is broken on purpose in a lab; it stays so while a server is stopped and started again. */
export class LabFaults {
	readonly #seed: number;
	readonly #telemetry: Telemetry;
	readonly #servers = new Map<ServerId, Broken>();

	constructor(seed: number, telemetry: Telemetry) {
		this.#seed = seed;
		this.#telemetry = telemetry;
	}

	/** The faults of a server's connections, none of them on at first. */
	of(server: ServerId, kind: ServerKind): ServerFaults {
		const { connections } = this.#servers.get(server) ?? this.#add(server, kind);
		return connections;
	}

	/** The servers that something is broken about, each with the names of its faults. */
	get on(): readonly (readonly [server: ServerId, faults: readonly string[]])[] {
		return [...this.#servers].map(([server, { on }]) => [server, [...on]]);
	}

	isDown(server: ServerId): boolean {
		return this.#servers.get(server)?.on.has('down') === true;
	}

	/** Switches a fault on; throws `FaultError` where there is none such, or it can not strike a server of this kind. */
	set(server: ServerId, name: string, given: Settings, running: RunningServer | undefined): void {
		const broken = this.#servers.get(server);
		if (broken === undefined) {
			return;
		}
		const { fault, settings } = checkFault(broken.kind, name, given);
		broken.on.add(name);
		if (fault.strikes === 'stream') {
			broken.connections.set({ fault, settings });
		} else {
			running?.suspend();
		}
		this.#telemetry.emit({ type: 'fault-set', time: this.#telemetry.now(), server, fault: name, settings });
	}

	/** Switches a fault off, if it is on; rejects with `NetError` where the server cannot have its port again. */
	async clear(server: ServerId, name: string, running: RunningServer | undefined): Promise<void> {
		const broken = this.#servers.get(server);
		if (broken?.on.delete(name) !== true) {
			return;
		}
		const fault = findFault(name);
		const { emit, now } = this.#telemetry;
		try {
			if (fault.strikes === 'stream') {
				broken.connections.clear(fault);
			} else {
				await running?.resume();
			}
		} finally {
			emit({ type: 'fault-cleared', time: now(), server, fault: name });
		}
	}

	#add(server: ServerId, kind: ServerKind): Broken {
		const connections = new ServerFaults({ server, kind, seed: this.#seed }, this.#telemetry);
		const broken = { kind, connections, on: new Set<string>() };
		this.#servers.set(server, broken);
		return broken;
	}
}

/** The fault with all of its settings; throws `FaultError` where there is none such for this kind of server. */
export function checkFault(
	kind: ServerKind,
	name: string,
	given: Settings,
): { readonly fault: Fault; readonly settings: Settings } {
	const fault = findFault(name);
	if (!fault.kinds.includes(kind)) {
		throw new FaultError(`${name} does not apply to a ${kind} server: it applies to ${fault.kinds.join(', ')}`);
	}
	return { fault, settings: completeSettings(fault, given) };
}
