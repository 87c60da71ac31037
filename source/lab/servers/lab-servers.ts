import type { ClassLink } from '../../class/link.ts';
import type { ClassPoems } from '../../class/poems/class-poems.ts';
import type { ServerId } from '../../events/events.ts';
import type { Settings } from '../../faults/fault.ts';
import { checkFault } from '../../faults/fault-settings.ts';
import { type Address, reachedAt } from '../../wire/address.ts';
import { LabServer } from './lab-server.ts';
import { longPoem } from './long-poem.ts';
import type { Poem } from './poems.ts';
import { type PlannedServer, planPoem, type ServerDependencies } from './server-plan.ts';
import type { TriedServer } from './taken-port.ts';

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
		return [...this.#servers.values()].filter(({ isRunning }) => isRunning).length;
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
		const { server } = plan;
		if (!this.#servers.has(server)) {
			const lab = {
				...this.#dependencies,
				addressOf: (other: ServerId) => this.addressOf(other),
				listenerOn: (port: number) => this.#listenerOn(port),
			};
			this.#servers.set(server, new LabServer(plan, lab));
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
		return this.#inOrder(server, one => one.start());
	}

	/** Stops one; its connections end with it. */
	stop(server: ServerId): Promise<void> {
		return this.#inOrder(server, one => one.stop());
	}

	/** Switches a fault on, or gives it other settings. Throws `FaultError` where the fault or a setting is wrong. */
	setFault(server: ServerId, name: string, given: Settings): Promise<void> {
		const { settings } = checkFault(name, given);
		return this.#inOrder(server, async one => one.setFault(name, settings));
	}

	/** Switches a fault off, if it is on. */
	clearFault(server: ServerId, name: string): Promise<void> {
		return this.#inOrder(server, one => one.clearFault(name));
	}

	/** Switches every fault of every server off. */
	async clearFaults(): Promise<void> {
		const on = [...this.#servers].flatMap(([server, { faultsOn }]) => faultsOn.map(name => ({ server, name })));
		await Promise.all(on.map(({ server, name }) => this.clearFault(server, name)));
	}

	/** Says whether the clients of a proxy that miss share one fetch, from the next client on. */
	setCollapsing(server: ServerId, on: boolean): void {
		this.#servers.get(server)?.setCollapsing(on);
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
		await Promise.all([...this.#servers.values()].map(one => one.stop()));
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

	#listenerOn(port: number): ServerId | undefined {
		return [...this.#servers].find(([, { isRunning, address }]) => isRunning && address?.port === port)?.[0];
	}
}
