import type { ServerId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Settings } from '../../faults/fault.ts';
import { NetError } from '../../net/net-error.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { checkFault, type LabFaults } from './lab-faults.ts';
import type { PlannedServer } from './server-plan.ts';

/** Starts, stops and breaks planned servers, one after the other, so that each act finds what the one before it left. */
export class RunningServers {
	readonly #iface: string;
	readonly #faults: LabFaults;
	readonly #telemetry: Telemetry;
	readonly #planned = new Map<ServerId, PlannedServer>();
	readonly #running = new Map<ServerId, RunningServer>();
	readonly #addresses = new Map<ServerId, Address>();
	#order: Promise<void> = Promise.resolve();

	constructor(iface: string, faults: LabFaults, telemetry: Telemetry) {
		this.#iface = iface;
		this.#faults = faults;
		this.#telemetry = telemetry;
	}

	/** How many run. */
	get size(): number {
		return this.#running.size;
	}

	/** Where a server listens, or would. */
	addressOf(server: ServerId): Address {
		return this.#addresses.get(server) ?? { host: this.#iface, port: 0 };
	}

	/** Starts a server for the first time; that it can not listen is told. */
	async add(one: PlannedServer): Promise<void> {
		this.#planned.set(one.server, one);
		await this.start(one.server);
	}

	/** Starts one that was stopped or has failed, on the port it had. */
	start(server: ServerId): Promise<void> {
		return this.#inOrder(server, one => this.#start(one));
	}

	/** Stops one; its connections end with it. */
	stop(server: ServerId): Promise<void> {
		return this.#inOrder(server, () => this.#stop(server));
	}

	/** Switches a fault on; throws `FaultError` where there is none such. A server that is not there is passed over. */
	setFault(server: ServerId, fault: string, settings: Settings): Promise<void> {
		const one = this.#planned.get(server);
		if (one !== undefined) {
			checkFault(one.kind, fault, settings);
		}
		return this.#inOrder(server, async () => {
			this.#faults.set(server, fault, settings, this.#running.get(server));
		});
	}

	/** Switches a fault off, if it is on. */
	clearFault(server: ServerId, fault: string): Promise<void> {
		return this.#inOrder(server, one => this.#clearFault(one, fault));
	}

	/** Switches every fault of every server off. */
	async clearFaults(): Promise<void> {
		const on = this.#faults.on.flatMap(([server, names]) => names.map(name => [server, name] as const));
		await Promise.all(on.map(([server, name]) => this.clearFault(server, name)));
	}

	/** Stops all of them, and resolves when their ports are free. */
	async close(): Promise<void> {
		await this.#order;
		await Promise.all([...this.#running.keys()].map(server => this.#stop(server)));
	}

	#inOrder(server: ServerId, act: (one: PlannedServer) => Promise<void>): Promise<void> {
		this.#order = this.#order.then(async () => {
			const one = this.#planned.get(server);
			if (one !== undefined) {
				await act(one);
			}
		});
		return this.#order;
	}

	async #start(one: PlannedServer): Promise<void> {
		const { server, kind } = one;
		if (this.#running.has(server)) {
			return;
		}
		const known = this.#addresses.get(server);
		const port = known?.port ?? one.port.port;
		try {
			const running = await startAt(one, port, known !== undefined || one.port.asked);
			if (this.#faults.isDown(server)) {
				running.suspend();
			}
			this.#running.set(server, running);
			const address = { host: running.host, port: running.port };
			this.#addresses.set(server, address);
			const instead = port !== 0 && running.port !== port ? { insteadOfPort: port } : {};
			const { emit, now } = this.#telemetry;
			emit({ type: 'server-listening', time: now(), server, kind, ...address, ...one.facts(), ...instead });
		} catch (error) {
			this.#addresses.set(server, { host: this.#iface, port });
			this.#tellFailed(one, error);
		}
	}

	async #stop(server: ServerId): Promise<void> {
		const running = this.#running.get(server);
		if (running !== undefined) {
			this.#running.delete(server);
			await running.close();
			this.#telemetry.emit({ type: 'server-closed', time: this.#telemetry.now(), server });
		}
	}

	/** A server whose port was taken while it was down has failed, as one that cannot start. */
	async #clearFault(one: PlannedServer, fault: string): Promise<void> {
		const running = this.#running.get(one.server);
		try {
			await this.#faults.clear(one.server, fault, running);
		} catch (error) {
			this.#running.delete(one.server);
			await running?.close();
			this.#tellFailed(one, error);
		}
	}

	/** Tells that a server can not listen; what is no failure of the network is thrown again, since it is a mistake of ours. */
	#tellFailed({ server, kind }: PlannedServer, error: unknown): void {
		if (!(error instanceof NetError)) {
			throw error;
		}
		const { emit, now } = this.#telemetry;
		const { code } = error;
		const address = this.addressOf(server);
		const { port } = address;
		const [holder] = [...this.#running].find(([, running]) => running.port === port) ?? [];
		const isOurs = code === 'EADDRINUSE' && holder !== undefined;
		const why = isOurs ? `cannot listen on ${formatAddress(address)}: ${holder} has that port` : error.message;
		emit({ type: 'server-failed', time: now(), server, kind, host: this.#iface, port, code, why });
	}
}

/** Listens on the port; a default one that is taken, or kept for another of ours, is replaced by a free one. */
async function startAt(one: PlannedServer, port: number, mustBeHad: boolean): Promise<RunningServer> {
	if (one.port.isOurs && !mustBeHad) {
		return one.start(0);
	}
	try {
		return await one.start(port);
	} catch (error) {
		if (mustBeHad || !(error instanceof NetError) || error.code !== 'EADDRINUSE') {
			throw error;
		}
		return one.start(0);
	}
}
