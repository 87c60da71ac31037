import { randomInt } from 'node:crypto';
import type { ServerId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Settings } from '../../faults/fault.ts';
import { FaultError } from '../../faults/fault-settings.ts';
import { maxSeed } from '../../faults/random.ts';
import { hostToListenOn } from '../../net/listen-host.ts';
import { Flights } from '../../services/flights.ts';
import { createPoemCache, type PoemCache } from '../../services/poem-cache.ts';
import { loadTransforms } from '../../transforms/load-transforms.ts';
import { transforms as ownTransforms, type Transform } from '../../transforms/transforms.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { cacheBounds, type LabOptions } from '../lab-options.ts';
import { findServer, findServers, ServerNameError } from './find-server.ts';
import { checkFault, LabFaults } from './lab-faults.ts';
import { longPoem } from './long-poem.ts';
import { readPoems } from './poems.ts';
import { RunningServers } from './running-servers.ts';
import { type PlannedServer, planPoem, planServers } from './server-plan.ts';
import { refuseLoop } from './upstream-loops.ts';

/** The lab's servers, in this thread. Everything they do is told by events. */
export interface Servers {
	/** Starts one that was stopped or has failed, on the port it had. */
	start(server: ServerId): Promise<void>;
	/** Stops one; its connections end with it. */
	stop(server: ServerId): Promise<void>;
	/** Where a server listens, or would. */
	addressOf(server: ServerId): Address;
	purgeCache(): void;
	/** Switches a fault on; throws `FaultError` where there is none such. A server that is not there is passed over. */
	setFault(server: ServerId, fault: string, settings: Settings): Promise<void>;
	clearFault(server: ServerId, fault: string): Promise<void>;
	/** Switches every fault of every server off. */
	clearFaults(): Promise<void>;
	/** Whether the clients of a proxy that miss share one fetch, from the next one on. */
	setCollapsing(server: ServerId, on: boolean): void;
	/** Starts a poetry server, and its proxy, with a poem that is too long for any socket's buffers; gives its name. */
	addLongPoem(): Promise<string>;
	/** Stops all of them, and resolves when their ports are free. */
	close(): Promise<void>;
}

/**
 * Starts every server of the lab. One that can not listen is told as failed, and the others run.
 * Throws a PoemsError or a TransformsError where there is nothing to serve, a PlanError where
 * two servers would have one name, or the ports that were asked for can not be, and a FaultError or a ServerNameError where
 * what is to be broken is not there.
 */
export async function startServers(options: LabOptions, telemetry: Telemetry): Promise<Servers> {
	const { emit, now } = telemetry;
	const { poems, skipped } = await readPoems(options.poemsDir);
	for (const { file, why } of skipped) {
		emit({ type: 'poem-skipped', time: now(), file, why });
	}
	const { transforms, endTransforms } = await gatherTransforms(options, telemetry);
	const cache = createCache(options, telemetry);
	const seed = options.seed ?? randomInt(maxSeed + 1);
	const faults = new LabFaults(seed, telemetry);
	const iface = await lookedUp(options.iface);
	const servers = new RunningServers(iface.host, faults, telemetry);
	const addressOf = (server: ServerId) => servers.addressOf(server);
	const uncollapsed = new Set<ServerId>();
	const collapsing = (server: ServerId) => !uncollapsed.has(server);
	const dependencies = {
		options: { ...options, iface: iface.host },
		poems,
		transforms,
		cache,
		telemetry,
		addressOf,
		faults,
		collapsing,
		flights: new Flights(),
	};
	const plan = planServers(dependencies).map(one => ({ ...one, start: iface.failing ?? one.start }));
	const broken = breakage(options, plan);
	await refuseLoop(proxiesElsewhere(options, plan, iface.host));
	const setCollapsing = (server: ServerId, on: boolean) => {
		const isProxy = plan.some(one => one.server === server && one.kind === 'proxy');
		if (isProxy && on !== collapsing(server)) {
			uncollapsed[on ? 'delete' : 'add'](server);
			emit({ type: 'collapsing-set', time: now(), server, on });
		}
	};

	for (const address of options.hosts) {
		emit({ type: 'host-added', time: now(), ...address });
	}
	for (const one of plan) {
		await servers.add(one);
		for (const { server, fault, settings } of broken.faults.filter(({ server }) => server === one.server)) {
			await servers.setFault(server, fault, settings);
		}
		if (broken.uncollapsed.includes(one.server)) {
			setCollapsing(one.server, false);
		}
	}
	emit({ type: 'ready', time: now(), servers: servers.size, failed: plan.length - servers.size, seed });

	return {
		start: server => servers.start(server),
		stop: server => servers.stop(server),
		addressOf,
		purgeCache: () => emit({ type: 'cache-purged', time: now(), entries: cache.purge() }),
		setFault: (server, fault, settings) => servers.setFault(server, fault, settings),
		clearFault: (server, fault) => servers.clearFault(server, fault),
		clearFaults: () => servers.clearFaults(),
		setCollapsing,
		async addLongPoem() {
			const poem = longPoem(poems);
			for (const one of planPoem(dependencies, poem)) {
				await servers.add(one);
			}
			return poem.name;
		},
		async close() {
			await servers.close();
			endTransforms();
		},
	};
}

/**
 * Where all servers listen. Looked up once for all of them, since a name server may take long to answer, or never does;
 * where the name has no address, every server fails to start, and says so.
 */
async function lookedUp(iface: string): Promise<{ host: string; failing?: PlannedServer['start'] }> {
	try {
		return { host: await hostToListenOn(iface) };
	} catch (error) {
		return { host: iface, failing: () => Promise.reject(error) };
	}
}

/** The proxies before poets elsewhere, which alone can be a circle: one of ours never asks a proxy. */
function proxiesElsewhere({ upstreams }: LabOptions, plan: readonly PlannedServer[], host: string) {
	return upstreams.flatMap(upstream => {
		const server = `proxy/${formatAddress(upstream)}`;
		const { port = 0, asked = false, isOurs = false } = plan.find(one => one.server === server)?.port ?? {};
		return port === 0 || isOurs ? [] : [{ server, address: { host, port }, upstream, isFixed: asked }];
	});
}

/** The cache that all proxies share; what leaves it is told. */
function createCache({ ttlMs }: LabOptions, { emit, now }: Telemetry): PoemCache {
	const cache: PoemCache = createPoemCache({
		...cacheBounds,
		...(ttlMs !== undefined && { ttlMs }),
		now,
		onEvict: upstream =>
			emit({ type: 'poem-evicted', time: now(), upstream, cacheEntries: cache.entries, cacheBytes: cache.bytes }),
	});
	return cache;
}

/** What is broken from the start, by the servers' ids. Throws where a server, or a fault, is not there, or is named twice. */
function breakage({ faults = [], uncollapsed = [] }: LabOptions, plan: readonly PlannedServer[]) {
	const proxies = plan.filter(({ kind }) => kind === 'proxy');
	const broken = {
		faults: faults.map(({ server: name, fault, settings }) => {
			const { server, kind } = findServer(plan, name);
			checkFaultAsked(`--fault ${name}=${fault}`, () => checkFault(kind, fault, settings));
			return { server, fault, settings };
		}),
		uncollapsed: uncollapsed.flatMap(list => findServers(proxies, list).map(({ server }) => server)),
	};
	const twice = repeated(broken.faults.map(({ server, fault }) => `${server}=${fault}`));
	if (twice !== undefined) {
		throw new FaultError(`--fault ${twice} is given twice: a server has each fault once.`);
	}
	const twiceApart = repeated(broken.uncollapsed);
	if (twiceApart !== undefined) {
		throw new ServerNameError(`--without-collapsing ${twiceApart} is given twice: once is enough.`);
	}
	return broken;
}

/** Throws what this throws, as a sentence that names the flag. */
function checkFaultAsked(flag: string, check: () => void): void {
	try {
		check();
	} catch (cause) {
		throw cause instanceof FaultError ? new FaultError(`${flag}: ${cause.message}.`, { cause }) : cause;
	}
}

function repeated(texts: readonly string[]): string | undefined {
	return texts.find((text, index) => texts.indexOf(text) < index);
}

/** The bundled transforms and the user's own, by name; and what ends the processes of the user's own. */
async function gatherTransforms(
	{ transformsDir, transformTimeoutMs }: LabOptions,
	{ emit, now }: Telemetry,
): Promise<{ readonly transforms: ReadonlyMap<string, Transform>; readonly endTransforms: () => void }> {
	const brokeDown = (file: string, why: string) => emit({ type: 'transform-broke-down', time: now(), file, why });
	const theirs =
		transformsDir === undefined
			? { transforms: [], problems: [], close: () => {} }
			: await loadTransforms(transformsDir, { limitMs: transformTimeoutMs, brokeDown });
	const all = [...ownTransforms, ...theirs.transforms];
	const known = new Map(all.map(transform => [transform.name, transform]));
	emit({
		type: 'transforms-loaded',
		time: now(),
		transforms: [...known.values()].map(({ name, summary }) => ({ name, summary })),
		problems: theirs.problems,
	});
	return { transforms: known, endTransforms: theirs.close };
}
