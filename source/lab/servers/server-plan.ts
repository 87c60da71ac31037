import type { ClassLink } from '../../class/link.ts';
import type { ClassPoems } from '../../class/poems/class-poems.ts';
import type { EventOf, ServerId, ServerKind } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { ServerFaults } from '../../net/listen/server-faults.ts';
import { startPoetryServer } from '../../services/poetry-server.ts';
import { startCachingProxy } from '../../services/proxy/caching-proxy.ts';
import type { Flights } from '../../services/proxy/flights.ts';
import type { PoemCache } from '../../services/proxy/poem-cache.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { startTransformServer } from '../../services/transform-server.ts';
import type { Transform } from '../../transforms/transforms.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { type LabOptions, slowPace } from '../lab-options.ts';
import { isServerKind, ofEachKind } from '../server-kinds.ts';
import { PlanError } from './plan-error.ts';
import { type PlannedPort, planPorts } from './plan-ports.ts';
import type { Poem } from './poems.ts';

/** The part of `server-listening` that only some kinds of server have. */
type Facts = Pick<EventOf<'server-listening'>, 'title' | 'bytes' | 'slow' | 'upstream'>;

/** A server that the lab can start, stop and start again. */
export interface PlannedServer {
	readonly server: ServerId;
	readonly kind: ServerKind;
	readonly port: PlannedPort;
	/** Its part of `server-listening`, besides its address. */
	readonly facts: (controls: ServerControls) => Facts;
	/** Listens on this port, 0: any free one. Rejects with `NetError`. */
	readonly start: (port: number, controls: ServerControls) => Promise<RunningServer>;
}

/** The parts of a server that may change while the lab runs. */
export interface ServerControls {
	readonly faults: ServerFaults;
	/** True while the clients of this proxy share a fetch. */
	readonly collapsing: () => boolean;
	/** Where another server of the lab is dialled, or would be. */
	readonly addressOf: (server: ServerId) => Address;
}

/** The parts that all servers of a lab are made from. */
export interface ServerDependencies {
	/** Its `iface` is an address, no name. */
	readonly options: LabOptions;
	/** The hosts at which others can dial its servers, where `iface` is all addresses of this machine. */
	readonly reachableAt?: readonly string[] | undefined;
	readonly poems: readonly Poem[];
	readonly transforms: ReadonlyMap<string, Transform>;
	/** Ends the processes of the user's own transforms. */
	readonly endTransforms: () => void;
	readonly cache: PoemCache;
	readonly flights: Flights;
	/** The lab's class; absent where it is alone. */
	readonly classLink?: ClassLink | undefined;
	/** The poems of the class. */
	readonly classPoems?: ClassPoems | undefined;
	/** The seed of all random choices that faults make. */
	readonly seed: number;
	readonly telemetry: Telemetry;
}

/** One server as its kind describes it, without the parts that are the same for all kinds. */
interface ServerOfKind {
	/** Its name among the others of its kind; absent where there is only one. */
	readonly name?: string;
	/** Its part of `server-listening`, besides its address. */
	readonly facts?: (controls: ServerControls) => Facts;
	readonly start: (common: ReturnType<typeof commonOptions>, controls: ServerControls) => Promise<RunningServer>;
}

/** The servers of each kind, in the order in which they start: a proxy comes after its upstream. */
const serversOfKind: { readonly [kind in ServerKind]: (given: ServerDependencies) => readonly ServerOfKind[] } = {
	poetry: given => given.poems.map(poem => poetryServer(given, poem)),
	transform: ({ transforms, telemetry }) => [
		{ start: common => startTransformServer({ ...common, transforms }, telemetry) },
	],
	proxy: given => [
		...given.poems.map(({ name }) => proxyOfPoem(given, name)),
		...given.options.upstreams.map(upstream => cachingProxy(given, formatAddress(upstream), () => upstream)),
	],
};

function poetryServer({ options, telemetry }: ServerDependencies, { name, title, bytes }: Poem): ServerOfKind {
	const slow = options.slowPoems.includes(name);
	return {
		name,
		facts: () => ({ title, bytes: bytes.length, ...(slow && { slow }) }),
		start: common => startPoetryServer({ ...common, poem: bytes, ...(slow && { slow: slowPace }) }, telemetry),
	};
}

/** The proxy of this poem; its upstream is the poetry server, wherever that listens. */
function proxyOfPoem(given: ServerDependencies, name: string): ServerOfKind {
	return cachingProxy(given, name, ({ addressOf }) => addressOf(`poetry/${name}`));
}

function cachingProxy(
	{ cache, flights, classPoems: shared, telemetry }: ServerDependencies,
	name: string,
	upstreamNow: (controls: ServerControls) => Address,
): ServerOfKind {
	return {
		name,
		facts: controls => ({ upstream: formatAddress(upstreamNow(controls)) }),
		start: (common, controls) => {
			const { collapsing } = controls;
			const upstream = upstreamNow(controls);
			return startCachingProxy({ ...common, upstream, collapsing, cache, shared, flights }, telemetry);
		},
	};
}

/**
 * Every server of the lab in the order in which they start. Throws a {@link PlanError} where two would have the same
 * name, or the ports that were asked for can not be.
 */
export function planServers(dependencies: ServerDependencies): readonly PlannedServer[] {
	const { options, poems } = dependencies;
	checkNames(poems, options.upstreams.map(formatAddress));
	const servers = ofEachKind(kind => serversOfKind[kind](dependencies));
	const ports = planPorts(
		options.ports,
		ofEachKind(kind => servers[kind].length),
	);
	return Object.keys(serversOfKind)
		.filter(isServerKind)
		.flatMap(kind => servers[kind].map((one, index) => planned(dependencies, kind, one, ports[kind][index])));
}

/** One more poem's servers, on any free ports: its poetry server, and the proxy before it. */
export function planPoem(dependencies: ServerDependencies, poem: Poem): readonly PlannedServer[] {
	return [
		planned(dependencies, 'poetry', poetryServer(dependencies, poem)),
		planned(dependencies, 'proxy', proxyOfPoem(dependencies, poem.name)),
	];
}

function planned(
	{ options }: ServerDependencies,
	kind: ServerKind,
	{ name, facts = () => ({}), start }: ServerOfKind,
	port: PlannedPort = { port: 0, asked: false },
): PlannedServer {
	const server = name === undefined ? kind : `${kind}/${name}`;
	return {
		server,
		kind,
		port,
		facts,
		start: (at, controls) => start(commonOptions(server, at, options, controls), controls),
	};
}

/** The options that servers of every kind have. Of the bounds that were asked for, each kind reads those that it has. */
function commonOptions(server: ServerId, port: number, { iface, bounds = {} }: LabOptions, { faults }: ServerControls) {
	return { ...bounds, server, host: iface, port, faults, bounds };
}

/** Throws a {@link PlanError} where two servers have the same id. */
function checkNames(poems: readonly Poem[], upstreams: readonly string[]): void {
	const names = new Set<string>();
	for (const { name } of poems) {
		if (names.has(name)) {
			throw new PlanError('same-name', `Two poems have the name “${name}”: rename the file of one.`);
		}
		names.add(name);
	}
	for (const name of upstreams) {
		if (poems.some(poem => poem.name === name)) {
			throw new PlanError(
				'same-name',
				`--upstream ${name}: the proxy of the poem ${name}.txt has the same name; rename that file.`,
			);
		}
		if (names.has(name)) {
			throw new PlanError('same-name', `--upstream ${name} is given twice.`);
		}
		names.add(name);
	}
}
