import type { ClassLink } from '../../class/link.ts';
import type { ClassPoems } from '../../class/poems/class-poems.ts';
import type { ServerId } from '../../events/events.ts';
import type { Settings } from '../../faults/fault.ts';
import { checkFault, findFault } from '../../faults/fault-settings.ts';
import { ServerFaults } from '../../net/listen/server-faults.ts';
import { NetError } from '../../net/net-error.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { type Address, formatAddress, reachedAt } from '../../wire/address.ts';
import { longPoem } from './long-poem.ts';
import type { Poem } from './poems.ts';
import { type PlannedServer, planPoem, type ServerControls, type ServerDependencies } from './server-plan.ts';
import { startOnPort, type TriedServer } from './taken-port.ts';

/** One server, whether it runs or not. Its faults and its collapsing stay as they are while it is stopped. */
interface LabServer {
	readonly plan: PlannedServer;
	readonly controls: ServerControls;
	/** The names of the faults that are on. */
	readonly faultsOn: Set<string>;
	collapsing: boolean;
	/** Where it listens, or has listened, or could not; undefined before its first start. */
	address?: Address;
	running?: RunningServer | undefined;
	/** Why it does not listen, though it should. */
	failure?: string | undefined;
}

/**
 * The servers of a lab. Starts, stops and faults are done one after the other, so that each sees the result of the one
 * before. A server that is not there is ignored. Events tell the results.
 */
export class LabServers {
	readonly #dependencies: ServerDependencies;
	readonly #servers = new Map<ServerId, LabServer>();
	#order: Promise<void> = Promise.resolve();
	#longPoem: Poem | undefined;

	constructor(dependencies: ServerDependencies) {
		this.#dependencies = dependencies;
	}

	/** The lab's class; undefined where it is alone. */
	get classLink(): ClassLink | undefined {
		return this.#dependencies.classLink;
	}

	/** The poems of the lab's class; undefined where it is alone. */
	get classPoems(): ClassPoems | undefined {
		return this.#dependencies.classPoems;
	}

	/** The number of servers that run. */
	get running(): number {
		return [...this.#servers.values()].filter(({ running }) => running !== undefined).length;
	}

	/** Every server, with the reason why it does not listen where it should. */
	get tried(): readonly TriedServer[] {
		return [...this.#servers.values()];
	}

	/** The address at which this lab dials a server, or would; port 0 where that is not known yet. */
	addressOf(server: ServerId): Address {
		return { host: reachedAt(this.#dependencies.options.iface), port: this.#servers.get(server)?.address?.port ?? 0 };
	}

	/** Adds a server, unless it is there, and starts it. */
	add(plan: PlannedServer): Promise<void> {
		const { server, kind } = plan;
		if (!this.#servers.has(server)) {
			const { seed, telemetry } = this.#dependencies;
			const controls = {
				faults: new ServerFaults({ server, kind, seed }, telemetry),
				collapsing: () => added.collapsing,
				addressOf: (other: ServerId) => this.addressOf(other),
			};
			const added: LabServer = { plan, controls, faultsOn: new Set(), collapsing: true };
			this.#servers.set(server, added);
		}
		return this.start(server);
	}

	/** Adds a poetry server, and its proxy, with a poem that is too long for any socket's buffers; gives the poem's name. */
	async addLongPoem(): Promise<string> {
		this.#longPoem ??= longPoem(this.#dependencies.poems);
		for (const plan of planPoem(this.#dependencies, this.#longPoem)) {
			await this.add(plan);
		}
		return this.#longPoem.name;
	}

	/** Starts one that was stopped or has failed, on the port it had. */
	start(server: ServerId): Promise<void> {
		return this.#inOrder(server, one => this.#start(one));
	}

	/** Stops one; its connections end with it. */
	stop(server: ServerId): Promise<void> {
		return this.#inOrder(server, one => this.#stop(one));
	}

	/** Switches a fault on, or gives it other settings. Throws `FaultError` where the fault or a setting is wrong. */
	setFault(server: ServerId, name: string, given: Settings): Promise<void> {
		const { fault, settings } = checkFault(name, given);
		return this.#inOrder(server, async one => {
			one.faultsOn.add(name);
			if (fault.strikes === 'stream') {
				one.controls.faults.set({ fault, settings });
			} else {
				one.running?.suspend();
			}
			const { emit, now } = this.#dependencies.telemetry;
			emit({ type: 'fault-set', time: now(), server, fault: name, settings });
		});
	}

	/** Switches a fault off, if it is on. */
	clearFault(server: ServerId, name: string): Promise<void> {
		return this.#inOrder(server, one => this.#clearFault(one, name));
	}

	/** Switches every fault of every server off. */
	async clearFaults(): Promise<void> {
		const on = [...this.#servers].flatMap(([server, { faultsOn }]) => [...faultsOn].map(name => ({ server, name })));
		await Promise.all(on.map(({ server, name }) => this.clearFault(server, name)));
	}

	/** Says whether the clients of a proxy that miss share one fetch, from the next client on. */
	setCollapsing(server: ServerId, on: boolean): void {
		const one = this.#servers.get(server);
		if (one?.plan.kind === 'proxy' && one.collapsing !== on) {
			one.collapsing = on;
			const { emit, now } = this.#dependencies.telemetry;
			emit({ type: 'collapsing-set', time: now(), server, on });
		}
	}

	/** Removes every poem from the cache that the proxies share. */
	purgeCache(): void {
		const { cache, telemetry } = this.#dependencies;
		telemetry.emit({ type: 'cache-purged', time: telemetry.now(), entries: cache.purge() });
	}

	/** Resolves when all that was asked for so far is done. */
	get settled(): Promise<void> {
		return this.#order;
	}

	/** Stops all servers, and ends the user's own transforms; resolves when the ports are free. */
	async close(): Promise<void> {
		await this.#order;
		await Promise.all([...this.#servers.values()].map(one => this.#stop(one)));
		this.#dependencies.endTransforms();
		await this.#dependencies.classPoems?.leave();
	}

	#inOrder(server: ServerId, act: (one: LabServer) => Promise<void>): Promise<void> {
		this.#order = this.#order.then(async () => {
			const one = this.#servers.get(server);
			if (one !== undefined) {
				await act(one);
			}
		});
		return this.#order;
	}

	async #start(one: LabServer): Promise<void> {
		const { plan, controls, address: known } = one;
		if (one.running !== undefined) {
			return;
		}
		const port = known?.port ?? plan.port.port;
		try {
			const running = await startOnPort(plan, controls, known);
			if (one.faultsOn.has('down')) {
				running.suspend();
			}
			one.running = running;
			one.failure = undefined;
			one.address = { host: running.host, port: running.port };
			if (plan.kind === 'poetry') {
				this.#dependencies.classPoems?.forget(one.address);
			}
			const { server, kind } = plan;
			const instead = port !== 0 && running.port !== port ? { insteadOfPort: port } : {};
			const { telemetry, reachableAt } = this.#dependencies;
			const { emit, now } = telemetry;
			const facts = { ...one.address, ...(reachableAt && { reachableAt }), ...plan.facts(controls), ...instead };
			emit({ type: 'server-listening', time: now(), server, kind, ...facts });
		} catch (error) {
			one.address = { host: this.#dependencies.options.iface, port };
			this.#tellFailed(one, error);
		}
	}

	async #stop(one: LabServer): Promise<void> {
		const { plan, running } = one;
		if (running !== undefined) {
			one.running = undefined;
			await running.close();
			const { emit, now } = this.#dependencies.telemetry;
			emit({ type: 'server-closed', time: now(), server: plan.server });
		}
	}

	async #clearFault(one: LabServer, name: string): Promise<void> {
		if (!one.faultsOn.delete(name)) {
			return;
		}
		const { plan, controls, running } = one;
		const fault = findFault(name);
		let failure: unknown;
		if (fault.strikes === 'stream') {
			controls.faults.clear(fault);
		} else {
			failure = await running?.resume().catch((error: unknown) => error);
		}
		const { emit, now } = this.#dependencies.telemetry;
		emit({ type: 'fault-cleared', time: now(), server: plan.server, fault: name });
		if (failure !== undefined) {
			// Its port was taken while it was down: it has failed, as one that cannot start.
			one.running = undefined;
			await running?.close();
			this.#tellFailed(one, failure);
		}
	}

	/** Emits `server-failed`; an error that is no `NetError` is thrown again, since it is a mistake in this program. */
	#tellFailed(one: LabServer, error: unknown): void {
		if (!(error instanceof NetError)) {
			throw error;
		}
		const { server, kind } = one.plan;
		const { options, telemetry } = this.#dependencies;
		const { code } = error;
		const { port } = this.addressOf(server);
		const address = { host: options.iface, port };
		const [holder] = [...this.#servers].find(([, { running }]) => running?.port === port) ?? [];
		const isOurs = code === 'EADDRINUSE' && holder !== undefined;
		const why = isOurs ? `cannot listen on ${formatAddress(address)}: ${holder} has that port` : error.message;
		one.failure = why;
		telemetry.emit({ type: 'server-failed', time: telemetry.now(), server, kind, ...address, code, why });
	}
}
