import { randomInt } from 'node:crypto';
import { ClassLink } from '../../class/link.ts';
import { PeerNames } from '../../class/peer-names.ts';
import { ClassPoems } from '../../class/poems/class-poems.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { checkFault, FaultError } from '../../faults/fault-settings.ts';
import { maxSeed } from '../../faults/random.ts';
import { hostToListenOn } from '../../net/look-up/listen-host.ts';
import { addressesToDial } from '../../net/look-up/own-addresses.ts';
import { NetError } from '../../net/net-error.ts';
import { warmUpSockets } from '../../net/warm-up-sockets.ts';
import { Flights } from '../../services/proxy/flights.ts';
import { createPoemCache, type PoemCache } from '../../services/proxy/poem-cache.ts';
import { transforms as ownTransforms, type Transform } from '../../transforms/transforms.ts';
import { loadTransforms } from '../../transforms/user/load-transforms.ts';
import { formatAddress } from '../../wire/address.ts';
import { cacheBounds, type LabOptions } from '../lab-options.ts';
import type { Recording } from '../recording/recording.ts';
import { findServer, findServers, ServerNameError } from './find-server.ts';
import { LabServers } from './lab-servers.ts';
import { readPoems } from './poems.ts';
import { type PlannedServer, planServers } from './server-plan.ts';
import { checkListening, ListenError } from './taken-port.ts';
import { refuseLoop } from './upstream-loops.ts';

/**
 * Starts every server of the lab, recorded from the first event on where that was asked for. One that can not listen is
 * told as failed, and the others run; a ListenError where `taken-port.ts` says that they should not. Throws before any
 * server listens: a PoemsError or a TransformsError where there is nothing to serve, a PlanError where two servers would
 * have one name, or the ports that were asked for can not be, a FaultError or a ServerNameError where what is to be broken
 * is not there, a RecordingError where nothing can be recorded, a ClassError where the class does not let it in.
 */
export async function startRecorded(
	options: LabOptions,
	telemetry: Telemetry,
	recording: Pick<Recording, 'begin' | 'stop'>,
): Promise<LabServers> {
	if (options.recordTo !== undefined) {
		await recording.begin(options.recordTo);
	}
	return startServers(options, telemetry).catch(async (error: unknown) => {
		await recording.stop();
		throw error;
	});
}

/** The same, without a recording. */
export async function startServers(options: LabOptions, telemetry: Telemetry): Promise<LabServers> {
	warmUpSockets();
	const { emit, now } = telemetry;
	const { poems, skipped } = await readPoems(options.poemsDir);
	for (const { file, why } of skipped) {
		emit({ type: 'poem-skipped', time: now(), file, why });
	}
	const iface = await lookedUp(options.iface);
	const { transforms, endTransforms } = await gatherTransforms(options, telemetry);
	const classLink = options.class && (await ClassLink.join(options.class, telemetry));
	const reachableAt = await addressesToDial(iface);
	const peerNames = classLink && new PeerNames(classLink, (await addressesToDial('::')) ?? [], telemetry);
	const dependencies = {
		options: { ...options, iface },
		reachableAt,
		poems,
		transforms,
		endTransforms,
		cache: createCache(options, telemetry),
		flights: new Flights(),
		classLink,
		classPoems: classLink && new ClassPoems(classLink, options.ttlMs, telemetry),
		seed: options.seed ?? randomInt(maxSeed + 1),
		telemetry: peerNames === undefined ? telemetry : watchedBy(peerNames, telemetry),
	};
	const plan = planServers(dependencies);
	const broken = breakage(options, plan);
	await refuseLoop(proxiesElsewhere(options, plan, iface));

	for (const address of options.hosts) {
		emit({ type: 'host-added', time: now(), ...address });
	}
	if (options.transformServer !== undefined) {
		emit({ type: 'transform-server-chosen', time: now(), ...options.transformServer });
	}
	const servers = new LabServers(dependencies);
	for (const one of plan) {
		await servers.add(one);
		for (const { server, fault, settings } of broken.faults.filter(({ server }) => server === one.server)) {
			await servers.setFault(server, fault, settings);
		}
		if (broken.uncollapsed.includes(one.server)) {
			servers.setCollapsing(one.server, false);
		}
	}
	try {
		checkListening(servers.tried);
	} catch (error) {
		await servers.close();
		throw error;
	}
	const { running } = servers;
	const { seed } = dependencies;
	const reach = reachableAt === undefined ? {} : { reachableAt };
	emit({ type: 'ready', time: now(), servers: running, failed: plan.length - running, seed, ...reach });
	return servers;
}

/**
 * The address on which all servers listen. It is looked up once, since a name server may take long to answer, or never
 * does. Rejects with a {@link ListenError} where the name has none.
 */
async function lookedUp(iface: string): Promise<string> {
	try {
		return await hostToListenOn(iface);
	} catch (error) {
		throw error instanceof NetError ? new ListenError(error.message, { cause: error }) : error;
	}
}

/** The proxies of servers elsewhere: only these can form a loop, since the others never ask a proxy. */
function proxiesElsewhere({ upstreams }: LabOptions, plan: readonly PlannedServer[], host: string) {
	return upstreams.flatMap(upstream => {
		const server = `proxy/${formatAddress(upstream)}`;
		const { port = 0, asked = false, isOurs = false } = plan.find(one => one.server === server)?.port ?? {};
		return port === 0 || isOurs ? [] : [{ server, address: { host, port }, upstream, isFixed: asked }];
	});
}

/** Telemetry that also tells who connects to those who know their names. */
function watchedBy(peerNames: PeerNames, telemetry: Telemetry): Telemetry {
	return {
		...telemetry,
		// Whether peers are named changes from one moment to the next.
		get namesPeers() {
			return telemetry.namesPeers;
		},
		emit(event) {
			telemetry.emit(event);
			peerNames.take(event);
		},
	};
}

/** The cache that all proxies share; `poem-evicted` tells when a poem leaves it. */
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

/** The faults that are on from the start, by the servers' ids. Throws where a server or a fault is not there, or is named twice. */
function breakage({ faults = [], uncollapsed = [] }: LabOptions, plan: readonly PlannedServer[]) {
	const proxies = plan.filter(({ kind }) => kind === 'proxy');
	const broken = {
		faults: faults.map(({ server: name, fault, settings }) => {
			const { server } = findServer(plan, name);
			checkFaultAsked(`--fault ${name}=${fault}`, () => checkFault(fault, settings));
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

/** Runs a check, and throws its `FaultError` with the flag named before the message. */
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

/** The bundled transforms and the user's own, by name; `endTransforms` ends the processes of the user's own. */
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
