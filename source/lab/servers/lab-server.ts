import type { ServerId } from '../../events/events.ts';
import type { Settings } from '../../faults/fault.ts';
import { checkFault, findFault } from '../../faults/fault-settings.ts';
import { ServerFaults } from '../../net/listen/server-faults.ts';
import { NetError } from '../../net/net-error.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import type { PlannedServer, ServerControls, ServerDependencies } from './server-plan.ts';
import { startOnPort, type TriedServer } from './taken-port.ts';

/** The lab around one of its servers. */
interface Surroundings
	extends Pick<ServerDependencies, 'options' | 'reachableAt' | 'classPoems' | 'seed' | 'telemetry'> {
	/** The address at which the lab dials a server of its own. */
	readonly addressOf: (server: ServerId) => Address;
	/** Which of the lab's servers listens on a port. */
	readonly listenerOn: (port: number) => ServerId | undefined;
}

/**
 * One server of a lab, whether it runs or not: its faults and its collapsing stay as they are while it is stopped. Events
 * tell what becomes of it. One thing is asked of it at a time.
 */
export class LabServer implements TriedServer {
	readonly plan: PlannedServer;
	readonly #lab: Surroundings;
	readonly #controls: ServerControls;
	/** The names of the faults that are on. */
	readonly #faultsOn = new Set<string>();
	#collapsing = true;
	#address: Address | undefined;
	#running: RunningServer | undefined;
	#failure: string | undefined;

	constructor(plan: PlannedServer, lab: Surroundings) {
		this.plan = plan;
		this.#lab = lab;
		const { server, kind } = plan;
		const faults = new ServerFaults({ server, kind, seed: lab.seed }, lab.telemetry);
		this.#controls = { faults, collapsing: () => this.#collapsing, addressOf: lab.addressOf };
	}

	get isRunning(): boolean {
		return this.#running !== undefined;
	}

	/** Where it listens, or has listened, or could not; undefined before its first start. */
	get address(): Address | undefined {
		return this.#address;
	}

	get failure(): string | undefined {
		return this.#failure;
	}

	/** The names of the faults that are on. */
	get faultsOn(): readonly string[] {
		return [...this.#faultsOn];
	}

	/** Starts it, unless it runs: the first time where it is planned to be, later on the port that it had. */
	async start(): Promise<void> {
		if (this.#running !== undefined) {
			return;
		}
		const { options, reachableAt, classPoems, telemetry } = this.#lab;
		const { emit, now } = telemetry;
		const { server, kind, port: planned } = this.plan;
		const port = this.#address?.port ?? planned.port;
		try {
			const running = await startOnPort(this.plan, this.#controls, this.#address);
			if (this.#faultsOn.has('down')) {
				running.suspend();
			}
			this.#running = running;
			this.#failure = undefined;
			this.#address = { host: running.host, port: running.port };
			if (kind === 'poetry') {
				classPoems?.forget(this.#address);
			}
			const instead = port !== 0 && running.port !== port ? { insteadOfPort: port } : {};
			const facts = { ...this.plan.facts(this.#controls), ...instead };
			const reach = reachableAt && { reachableAt };
			emit({ type: 'server-listening', time: now(), server, kind, ...this.#address, ...reach, ...facts });
		} catch (error) {
			this.#address = { host: options.iface, port };
			this.#tellFailed(error);
		}
	}

	/** Stops it, if it runs; its connections end with it. */
	async stop(): Promise<void> {
		const running = this.#running;
		if (running !== undefined) {
			this.#running = undefined;
			await running.close();
			const { emit, now } = this.#lab.telemetry;
			emit({ type: 'server-closed', time: now(), server: this.plan.server });
		}
	}

	/** Switches a fault on, or gives it other settings. Throws `FaultError` where the fault or a setting is wrong. */
	setFault(name: string, given: Settings): void {
		const { fault, settings } = checkFault(name, given);
		this.#faultsOn.add(name);
		if (fault.strikes === 'stream') {
			this.#controls.faults.set({ fault, settings });
		} else {
			this.#running?.suspend();
		}
		const { emit, now } = this.#lab.telemetry;
		emit({ type: 'fault-set', time: now(), server: this.plan.server, fault: name, settings });
	}

	/** Switches a fault off, if it is on. */
	async clearFault(name: string): Promise<void> {
		if (!this.#faultsOn.delete(name)) {
			return;
		}
		const fault = findFault(name);
		let failure: unknown;
		if (fault.strikes === 'stream') {
			this.#controls.faults.clear(fault);
		} else {
			failure = await this.#running?.resume().catch((error: unknown) => error);
		}
		const { emit, now } = this.#lab.telemetry;
		emit({ type: 'fault-cleared', time: now(), server: this.plan.server, fault: name });
		if (failure !== undefined) {
			// Its port was taken while it was down: it has failed, as one that cannot start.
			const running = this.#running;
			this.#running = undefined;
			await running?.close();
			this.#tellFailed(failure);
		}
	}

	/** Says whether the clients of a proxy that miss share one fetch, from the next client on. */
	setCollapsing(on: boolean): void {
		if (this.plan.kind === 'proxy' && this.#collapsing !== on) {
			this.#collapsing = on;
			const { emit, now } = this.#lab.telemetry;
			emit({ type: 'collapsing-set', time: now(), server: this.plan.server, on });
		}
	}

	/** Emits `server-failed`; an error that is no `NetError` is thrown again, since it is a mistake in this program. */
	#tellFailed(error: unknown): void {
		if (!(error instanceof NetError)) {
			throw error;
		}
		const { server, kind } = this.plan;
		const { code } = error;
		const { port } = this.#lab.addressOf(server);
		const address = { host: this.#lab.options.iface, port };
		const holder = code === 'EADDRINUSE' ? this.#lab.listenerOn(port) : undefined;
		const isOurs = holder !== undefined;
		const why = isOurs ? `cannot listen on ${formatAddress(address)}: ${holder} has that port` : error.message;
		this.#failure = why;
		const { emit, now } = this.#lab.telemetry;
		emit({ type: 'server-failed', time: now(), server, kind, ...address, code, why });
	}
}
